using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Seam (docs.seam.co): the locks of August, Yale, Schlage and others. All households share the operator's workspace there, so an account is
/// named in every question, and an answer that belongs to another account is none.
/// </summary>
internal sealed class SeamCloud(SeamApi api) : IMakerCloud
{
    private const double Percent = 100;
    private const int CodeDigits = 8;

    public IMakerCodes? Codes { get; } = new SeamCodes(api);

    public CloudMaker Maker => CloudMaker.Seam;

    public bool IsOn => api.Options.IsOn;

    public int PollSeconds => api.Options.PollSeconds;

    public async Task<LinkQuestion> AskLinkAsync(Uri returnTo, CancellationToken cancellationToken)
    {
        var body = new { ProviderCategory = "stable", CustomRedirectUrl = returnTo, CustomRedirectFailureUrl = returnTo };
        var asked = (await api.CallAsync<SeamWebviewAnswer>("/connect_webviews/create", body, cancellationToken)).ConnectWebview;
        return asked.Url.Scheme == Uri.UriSchemeHttps
            ? new LinkQuestion(asked.Url, asked.ConnectWebviewId)
            : throw new CloudException("Seam named a page that is not https.");
    }

    public async Task<string?> FinishLinkAsync(string question, CancellationToken cancellationToken)
    {
        var body = new { ConnectWebviewId = question };
        var asked = (await api.CallAsync<SeamWebviewAnswer>("/connect_webviews/get", body, cancellationToken)).ConnectWebview;
        return asked.Status == "authorized" ? asked.ConnectedAccountId : null;
    }

    public async Task<IReadOnlyList<MakersDevice>> ListAsync(string account, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync<SeamLocksAnswer>("/locks/list", new { ConnectedAccountId = account }, cancellationToken);
        return [.. answer.Locks.Where(one => one.ConnectedAccountId == account && IsOurs(one)).Select(Describe)];
    }

    public async Task<MakersWord> ReadAsync(string account, string device, MakersQuestion question, CancellationToken cancellationToken)
    {
        var said = (await api.CallAsync<SeamLockAnswer>("/locks/get", new { DeviceId = device }, cancellationToken)).Lock;
        return said.ConnectedAccountId == account
            ? WordOf(said.Properties)
            : throw new CloudException("Seam says that the lock belongs to another account.");
    }

    public async Task<Sending> SendAsync(string account, string device, string command, CancellationToken cancellationToken) => command switch
    {
        CommandNames.Unlock => await api.SendAsync("/locks/unlock_door", new { DeviceId = device, Sync = false }, cancellationToken),
        CommandNames.Lock => await api.SendAsync("/locks/lock_door", new { DeviceId = device, Sync = false }, cancellationToken),
        _ => new Sending(SendingFate.Refused),
    };

    public async Task<Attempt> FollowAsync(string attempt, CancellationToken cancellationToken)
    {
        var body = new { ActionAttemptId = attempt };
        var said = (await api.CallAsync<SeamAttemptAnswer>("/action_attempts/get", body, cancellationToken)).ActionAttempt;
        return said.Status switch
        {
            "success" => new Attempt(AttemptState.Succeeded),
            "error" => new Attempt(AttemptState.Failed, said.Error?.Type),
            _ => new Attempt(AttemptState.Pending),
        };
    }

    public Task RevokeAsync(string account, CancellationToken cancellationToken) =>
        api.TryAsync("/connected_accounts/delete", new { ConnectedAccountId = account }, cancellationToken);

    /// <summary>What can only be looked at is no opener.</summary>
    private static bool IsOurs(SeamLock one) =>
        one is { CanRemotelyLock: null, CanRemotelyUnlock: null }
            ? one.CapabilitiesSupported?.Contains("lock") == true
            : one is { CanRemotelyLock: true, CanRemotelyUnlock: true };

    /// <summary>Our codes have eight digits (S11); and nobody types one where nobody could see the door close.</summary>
    private static bool TakesCodes(SeamLock one) =>
        (one.CanProgramOnlineAccessCodes ?? one.CapabilitiesSupported?.Contains("access_code") == true)
        && one.Properties is { DoorOpen: not null, SupportedCodeLengths: var lengths } && lengths?.Contains(CodeDigits) != false;

    private static MakersDevice Describe(SeamLock one)
    {
        var can = new List<string> { Capabilities.Lock };
        if (one.Properties.DoorOpen is not null)
            can.Add(Capabilities.DoorContact);
        if (one.Properties.Battery?.Level is not null)
            can.Add(Capabilities.Battery);
        if (TakesCodes(one))
            can.Add(Capabilities.SyncedGrants);
        return new MakersDevice
        {
            Id = one.DeviceId,
            Name = one.Properties.Name ?? one.DeviceId,
            Model = one.Properties.Manufacturer is { Length: > 0 } maker ? char.ToUpperInvariant(maker[0]) + maker[1..] + " lock" : "Lock",
            Profile = DeviceProfile.SmartLock.Name,
            Capabilities = can,
        };
    }

    /// <summary>Seam's properties in our words. It names no times: what it says, it says of now.</summary>
    private static MakersWord WordOf(SeamLockProperties said) => new()
    {
        IsOnline = said.Online,
        Lock = said.Locked is { } locked ? new Observed<LockState>(locked ? LockState.Locked : LockState.Unlocked, At: null) : null,
        Door = said.DoorOpen is { } open ? new Observed<DoorState>(open ? DoorState.Open : DoorState.Closed, At: null) : null,
        BatteryPercent = said.Battery?.Level is { } level ? (int)Math.Round(Math.Clamp(level, 0, 1) * Percent) : null,
    };
}
