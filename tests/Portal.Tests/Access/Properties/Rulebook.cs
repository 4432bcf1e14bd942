using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Tests.Support;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access.Properties;

/// <summary>
/// Who may open, as product.md ('Who may open: the decision', 'Grant') and S09, S10 say it; it knows only what people agreed and what the
/// device told. It says what speaks against a granted decision, never what speaks for one.
/// </summary>
internal sealed class Rulebook(AccessPointKind kind, Box box, Belief belief, ManualTime time)
{
    private const int MissesBeforeRest = 5;
    private const int MissesBeforeChange = 10;
    private static readonly TimeSpan SecondChance = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan OldestFix = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan KeptBefore = TimeSpan.FromMinutes(30);

    private TimeSpan _sureFrom;
    private int _misses;

    public List<Promise> Promises { get; } = [];

    public bool IsEverythingPaused { get; set; }

    public bool IsPlacePaused { get; set; }

    public bool IsCarrierVerified { get; set; } = true;

    public bool IsCarrierBlocked { get; set; }

    /// <summary>A standing rule of the household approves what the carrier asks for.</summary>
    public bool IsApprovedByRule { get; set; }

    /// <summary>Until then the keypad takes no code (S11).</summary>
    public DateTimeOffset KeypadRestsUntil { get; private set; }

    /// <summary>The newest position that the portal had to keep.</summary>
    public DeviceEvent? Fix { get; private set; }

    /// <summary>The wall clock has jumped: nothing opens until it has agreed with the passing of time for 60 s (S19).</summary>
    public void Unsure() => _sureFrom = time.GetElapsedTime(0) + TimeSpan.FromSeconds(60);

    /// <summary>
    /// A wrong code: the fifth in a row makes the keypad rest 60 s, each further one twice as long, at most 1 h; the tenth inside a window
    /// makes its code wrong (S11). While it rests nothing is counted.
    /// </summary>
    public void Miss(DateTimeOffset now)
    {
        if (now < KeypadRestsUntil)
            return;
        if (++_misses >= MissesBeforeRest)
            KeypadRestsUntil = now + TimeSpan.FromSeconds(Math.Min(60 * Math.Pow(2, _misses - MissesBeforeRest), 3600));
        foreach (var promise in Promises.Where(promise => promise is { IsTakenBack: false, Begun: null, Window: { } window }
                                                          && window.Start <= now && now < window.End))
        {
            if (++promise.Misses % MissesBeforeChange == 0)
                promise.GuessedAt = promise.Keys[^1];
        }
    }

    /// <summary>A right code was granted.</summary>
    public void Hit() => (_misses, KeypadRestsUntil) = (0, default);

    /// <summary>Positions are kept from 30 min before a window to its end.</summary>
    public void HearFixes(IEnumerable<DeviceEvent> fresh, DateTimeOffset now)
    {
        if (!Promises.Exists(promise => promise is { IsTakenBack: false, Begun: null, Window: { } window }
                                        && window.Start - KeptBefore <= now && now < window.End))
            return;
        Fix = fresh.Where(said => said.Kind == EventKinds.Position && said.Seq > (Fix?.Seq ?? 0)).MaxBy(said => said.Seq) ?? Fix;
    }

    /// <summary>Something was told: which of the openings in their 60 s are now known to have been opened.</summary>
    public void HearOpenings(DateTimeOffset now)
    {
        var told = box.ToldWithoutGap.ToList();
        foreach (var promise in Promises.Where(promise => promise.Begun is { } begun && now < begun.At + SecondChance))
            promise.IsToldOpened |= Evidence.ShowsAnOpening(kind, told, promise.Commands);
    }

    /// <summary>Every rule that forbids that a request was approved by nobody.</summary>
    public IEnumerable<string> AgainstRule()
    {
        if (!IsApprovedByRule)
            yield return "approved by a rule that nobody made or that is switched off";
        if (IsEverythingPaused || IsPlacePaused)
            yield return "approved by a rule while paused";
        if (!IsCarrierVerified || IsCarrierBlocked)
            yield return "approved by a rule for a carrier that is suspended or blocked";
    }

    /// <summary>Every rule that forbids what was granted.</summary>
    public IEnumerable<string> Against(Promise? promise, Attempt attempt, Key? shown, UnlockAnswer answer, DateTimeOffset now)
    {
        if (promise is null)
            return ["opened for nothing that was asked"];
        return AgainstPromise(promise, attempt, shown, now)
            .Concat(AgainstUse(promise, attempt, answer, now))
            .Concat(AgainstOthers(promise))
            .Concat(AgainstDevice(attempt))
            .Concat(AgainstPlace(promise, attempt, now));
    }

    private IEnumerable<string> AgainstPromise(Promise promise, Attempt attempt, Key? shown, DateTimeOffset now)
    {
        if (promise.Window is not { } window)
            yield return "opened before it was approved";
        else if (now < window.Start || now >= window.End)
            yield return $"opened at {now:T}, outside its window {window.Start:T}–{window.End:T}";
        if (promise.IsTakenBack)
            yield return "opened after it was taken back";
        if (IsEverythingPaused || IsPlacePaused)
            yield return "opened while paused";
        if (!promise.IsByHand && (!IsCarrierVerified || IsCarrierBlocked))
            yield return "opened for a carrier that is suspended or blocked";
        if (!IsProven(promise, attempt, shown))
            yield return "opened on a wrong or outdated proof";
        if (attempt.By == Way.Keypad && shown is not null && shown == promise.GuessedAt)
            yield return "opened on a code that was guessed at ten times";
        if (shown is not null && shown == promise.LeftWith)
            yield return "opened on a code or link of somebody who has left";
        if (attempt.By == Way.Keypad && now < KeypadRestsUntil)
            yield return "opened at a keypad that rests";
        if (promise.IsOver)
            yield return "opened after its window had ended once";
        if (_sureFrom > time.GetElapsedTime(0))
            yield return "opened by a clock that has jumped";
        if (attempt.LedgerFails)
            yield return "opened though it could not be recorded";
    }

    /// <summary>The newest code, or a link of its generation; for the carrier itself the parcel's number, and the driver where one is assigned.</summary>
    private static bool IsProven(Promise promise, Attempt attempt, Key? shown) => attempt switch
    {
        { By: Way.CarrierApi, Proof: Proof.Outdated } => promise.Driver is null,
        { By: Way.CarrierApi } => attempt.Proof == Proof.Right,
        { By: Way.Keypad } => shown is not null && shown == promise.Keys[^1],
        _ => (shown?.Grant, shown?.Generation) == (promise.Keys[^1].Grant, promise.Keys[^1].Generation),
    };

    private IEnumerable<string> AgainstUse(Promise promise, Attempt attempt, UnlockAnswer answer, DateTimeOffset now)
    {
        if (promise.Begun is not { } begun)
            yield break;
        if (begun.Opening != answer.OpeningId)
            yield return "a second opening for one grant";
        if (begun.By != attempt.By)
            yield return $"a second way in: {begun.By}, then {attempt.By}";
        if (now > begun.At + SecondChance)
            yield return "granted again after the 60 s";
        if (Evidence.ShowsAnOpening(kind, box.ToldWithoutGap.ToList(), promise.Commands))
            yield return "granted again after it had been opened";
    }

    private IEnumerable<string> AgainstOthers(Promise promise)
    {
        var told = box.ToldWithoutGap.ToList();
        if (Promises.Exists(other => other != promise && other.IsToldOpened && Evidence.ShowsItStillOpen(kind, told, other.Commands)))
            yield return "opened though the opening before it was never secured";
    }

    private IEnumerable<string> AgainstDevice(Attempt attempt)
    {
        if (attempt.By != Way.Keypad && !box.IsOnline)
            yield return "opened a device that is offline";
        if (Fold.IsTampered(box.Told))
            yield return "opened a device that reports tampering";
        if (Fold.Lock(box.Told) == LockState.Jammed)
            yield return "opened a jammed device";
        if (!belief.IsMonitored)
            yield return "opened what could not be seen closing";
    }

    private IEnumerable<string> AgainstPlace(Promise promise, Attempt attempt, DateTimeOffset now)
    {
        var isDriverAsked = attempt.By != Way.Keypad && !promise.IsPlaceWaived;
        if (isDriverAsked && attempt.Spot != Spot.Here)
            yield return "opened for a driver who is not there";
        if (kind != AccessPointKind.Trunk)
            yield break;

        // An old fix says nothing about either.
        var fix = Fix is { Position: { } at } && at.At >= now - OldestFix ? Fix : null;
        if (fix is { Moving: true })
            yield return "opened a moving car";
        if (fix is { Position.Lat: not Neighbour.Lat })
            yield return "opened a car outside its zone";
        if (isDriverAsked
            && !box.Told.Any(said => said.Position is { Lat: Neighbour.Lat } position && position.At >= now - OldestFix))
            yield return "opened a car whose place is not known";
    }
}
