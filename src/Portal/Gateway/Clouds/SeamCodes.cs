using Portal.Client;

namespace Portal.Gateway.Clouds;

/// <summary>Seam's access codes: asked for with the time for which they are good, and in the lock only once Seam says <c>set</c>.</summary>
internal sealed class SeamCodes(SeamApi api) : IMakerCodes
{
    private const string Unlocked = "lock.unlocked";

    public async Task<IReadOnlyList<MakersCode>> ListAsync(string account, string device, CancellationToken cancellationToken)
    {
        var answer = await api.CallAsync<SeamAccessCodesAnswer>("/access_codes/list", new { DeviceId = device }, cancellationToken);
        return [.. answer.AccessCodes.Where(code => code.DeviceId == device).Select(code => new MakersCode(code.AccessCodeId, code.Name, code.Status == "set"))];
    }

    public async Task<string?> AskAsync(string device, NewMakersCode code, CancellationToken cancellationToken)
    {
        var body = new { DeviceId = device, code.Name, code.Code, StartsAt = Rfc3339.Format(code.NotBefore), EndsAt = Rfc3339.Format(code.NotAfter) };
        return (await api.AskAsync<SeamAccessCodeAnswer>("/access_codes/create", body, cancellationToken))?.AccessCode.AccessCodeId;
    }

    public Task RemoveAsync(string device, string code, CancellationToken cancellationToken) =>
        api.TryAsync("/access_codes/delete", new { AccessCodeId = code, DeviceId = device }, cancellationToken);

    public async Task<IReadOnlyList<MakersUse>> UsesAsync(string account, string device, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var body = new { DeviceId = device, EventType = Unlocked, Since = Rfc3339.Format(since) };
        var answer = await api.CallAsync<SeamEventsAnswer>("/events/list", body, cancellationToken);
        return
        [
            .. answer.Events.Where(one => one.DeviceId == device && one.EventType == Unlocked && (one.ConnectedAccountId ?? account) == account)
                .Select(one => one.AccessCodeId is { } code ? new MakersUse(one.EventId, code, one.OccurredAt, one.CreatedAt) : null)
                .OfType<MakersUse>(),
        ];
    }
}
