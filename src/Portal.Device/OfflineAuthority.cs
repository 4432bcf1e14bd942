using System.Buffers.Text;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// Judges a code by itself, when the portal has not answered (S14). Only with trusted time since the start (S15), only what stands secured,
/// and only once: the use is on the disk before this answers.
/// </summary>
/// <param name="state">The lists, the secrets and what was used.</param>
/// <param name="clock">The device's clock.</param>
/// <param name="profile">What <em>secured</em> means.</param>
/// <param name="report">Keeps an event with its data, at a time.</param>
internal sealed class OfflineAuthority(
    DeviceState state, DeviceClock clock, DeviceProfile profile, Func<string, string, DateTimeOffset, DeviceEvent?> report)
{
    /// <summary>Whether there is anything that it could honour; without it nothing is judged and no miss is counted.</summary>
    public bool MayJudge => clock.IsTrusted && (ArmingOfPins is not null || state.Synced.Grants.Count > 0);

    // Null where no PIN may be honoured.
    private int? ArmingOfPins =>
        state.Synced.ArmingOfPins is var arming and > 0 && state.Pairing?.Confirmation?.OfflineSecret is not null && !state.WrongCodes.ArePinsClosed(arming)
            ? arming
            : null;

    /// <summary>Whether the code may open now. True spends its grant, whatever becomes of the opening.</summary>
    /// <exception cref="IOException">The disk is full or broken: nothing may open.</exception>
    public bool TryUse(string code, string attemptId, DeviceStatus status)
    {
        if (!MayJudge)
            return false;
        var now = clock.Now;
        if (Find(code, now, attemptId) is not { } found)
        {
            Miss(code);
            return false;
        }

        if (status.Tamper == true || !profile.IsSecured(status.Lock, status.Door) || !state.Consumed.TryConsume(found, now))
            return false;
        state.WrongCodes.Succeed();
        return TryTell(found);
    }

    /// <summary>What the portal has granted opens nothing more by itself.</summary>
    /// <exception cref="IOException">The disk is full or broken: nothing may open.</exception>
    public void NoteUse(string code)
    {
        var now = clock.Now;
        if (clock.IsTrusted && Find(code, now, attemptId: null) is { } found)
            state.Consumed.TryConsume(found, now);
        state.WrongCodes.Succeed();
    }

    /// <summary>After a crash: uses that were noted and never told.</summary>
    public void TellRest()
    {
        foreach (var consumed in state.Consumed.Untold)
            TryTell(consumed);
    }

    private bool TryTell(ConsumedGrant consumed)
    {
        // What cannot be told does not open (S09).
        if (consumed.Attempt is not { } attempt || report(EventKinds.CodeAcceptedOffline, attempt.Data, attempt.At) is null)
            return false;
        state.Consumed.Tell(consumed.Key);
        return true;
    }

    private ConsumedGrant? Find(string code, DateTimeOffset now, string? attemptId)
    {
        if (FindGrant(code, now) is { } grant)
            return new ConsumedGrant(grant.GrantId, WireTime.Parse(grant.NotAfter), Attempt(new { attemptId, grant.GrantId }));
        if (FindPin(code, now) is { } pin)
            return new ConsumedGrant(pin.ToString(), pin.NotAfter, Attempt(new { attemptId, pin.T0, pin.D, pin.C }));
        return null;

        OfflineAttempt? Attempt(object data) => attemptId is null ? null : new OfflineAttempt(now, DeviceClient.DataOf(data));
    }

    // Everything is compared, so that the time says nothing about what was right.
    private SyncedGrant? FindGrant(string code, DateTimeOffset now)
    {
        if (state.Pairing?.Confirmation?.GrantKey is not { } key)
            return null;
        var secret = Base64Url.DecodeFromChars(key);
        SyncedGrant? match = null;
        foreach (var grant in state.Synced.Grants)
        {
            if (GrantCodeHash.Matches(grant.CodeHash, secret, grant.GrantId, code) && IsWithin(grant, now))
                match = grant;
        }

        return match;
    }

    private OfflinePin? FindPin(string code, DateTimeOffset now)
    {
        if (ArmingOfPins is null || state.Pairing?.Confirmation?.OfflineSecret is not { } offlineSecret)
            return null;
        var secret = Base64Url.DecodeFromChars(offlineSecret);
        OfflinePin? match = null;
        foreach (var pin in OfflinePin.At(now))
        {
            if (pin.IsCode(code, secret) && !state.Synced.HasEnded(pin))
                match = pin;
        }

        return match;
    }

    private static bool IsWithin(SyncedGrant grant, DateTimeOffset now) =>
        WireTime.TryParse(grant.NotBefore, out var from) && WireTime.TryParse(grant.NotAfter, out var to) && from <= now && now < to;

    private void Miss(string code)
    {
        var arming = code.Length == OfflinePin.Digits ? ArmingOfPins : null;
        var outcome = state.WrongCodes.Miss(arming);
        if (outcome.ClosesPins)
            report(EventKinds.WrongCodeLimit, DeviceClient.DataOf(new { path = "pin", arming }), clock.Now);
        else if (outcome.BeginsToRest)
            report(EventKinds.WrongCodeLimit, "{}", clock.Now);
    }
}
