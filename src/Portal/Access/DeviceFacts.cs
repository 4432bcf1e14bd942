using Portal.Client.Access;

namespace Portal.Access;

/// <summary>
/// What is known of a device: the last signed facts, and until when each may be believed. Pure: every change is a copy, and now is a
/// parameter.
/// </summary>
internal sealed record DeviceFacts
{
    /// <summary>A device beats every 5 s by itself while it is not shut (interfaces.md, Heartbeats).</summary>
    private const int IntervalInUse = 5;

    /// <summary>A maker's cloud is asked every 10 s meanwhile.</summary>
    public const int PollInUse = 10;

    /// <summary>What a clock may be set back unnoticed (S19).</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(60);

    public LockState Lock { get; init; }

    public DateTimeOffset? LockAt { get; init; }

    public EventNumber LockNumber { get; init; }

    public DateTimeOffset? LockUntil { get; init; }

    /// <summary>A heartbeat said otherwise: unknown until the next signed report.</summary>
    public bool LockContradicted { get; init; }

    public DoorState Door { get; init; }

    public DateTimeOffset? DoorAt { get; init; }

    public EventNumber DoorNumber { get; init; }

    public DateTimeOffset? DoorUntil { get; init; }

    public bool DoorContradicted { get; init; }

    public bool Tampered { get; init; }

    public EventNumber TamperNumber { get; init; }

    /// <summary>Seconds between heartbeats, as last answered.</summary>
    public required int IntervalSeconds { get; init; }

    /// <summary>A maker's cloud speaks for it, and only when it is asked.</summary>
    public bool IsPolled { get; init; }

    /// <summary>An opening of ours is under way, from the decision until it was secured or given up.</summary>
    public bool IsInOpening { get; init; }

    /// <summary>
    /// Seconds until it is to be heard again. A device that speaks for itself beats faster once it is not shut; a maker's cloud is asked more
    /// often from the decision on, because what it said before that would be believed long after it was lost (S06).
    /// </summary>
    public int RhythmSeconds => IsPolled switch
    {
        true => IsInOpening ? PollInUse : IntervalSeconds,
        false => IsInUse ? IntervalInUse : IntervalSeconds,
    };

    /// <summary>How long a word of this device is believed: 2 × interval + 5 s.</summary>
    public TimeSpan Belief => TimeSpan.FromSeconds((2 * RhythmSeconds) + 5);

    /// <summary>The earlier of the two beliefs that there are.</summary>
    public DateTimeOffset? BelievedUntil =>
        LockUntil is { } one && DoorUntil is { } other ? (one < other ? one : other) : LockUntil ?? DoorUntil;

    /// <summary>
    /// When it is next due to be heard. Also where nothing may be believed, because what it said came late or was contradicted, its silence
    /// from then on is noticed (S06). Null: it has not been heard since these facts were read.
    /// </summary>
    public DateTimeOffset? HeardUntil { get; private init; }

    /// <summary>It is not shut.</summary>
    public bool IsInUse =>
        Lock == LockState.Unlocked || Door is DoorState.Open or DoorState.Opening or DoorState.Closing or DoorState.Ajar;

    /// <summary>The bolt as it may be claimed at <paramref name="now"/> (S02).</summary>
    public LockState LockNow(DateTimeOffset now) => Holds(LockUntil, now) && !LockContradicted ? Lock : LockState.Unknown;

    /// <summary>The lid or door as it may be claimed at <paramref name="now"/> (S02).</summary>
    public DoorState DoorNow(DateTimeOffset now) => Holds(DoorUntil, now) && !DoorContradicted ? Door : DoorState.Unknown;

    /// <summary>Takes a signed event over, if it is newer than what is known. A late one tells what was, not what is: it extends no belief.</summary>
    public DeviceFacts Take(EventNumber number, string kind, DateTimeOffset at, bool late, DateTimeOffset now)
    {
        if (FactKinds.LockOf(kind) is { } bolt && number > LockNumber)
            return With(this with { Lock = bolt, LockAt = at, LockNumber = number, LockContradicted = false }, late, now, isLock: true);
        if (FactKinds.DoorOf(kind) is { } door && number > DoorNumber)
            return With(this with { Door = door, DoorAt = at, DoorNumber = number, DoorContradicted = false }, late, now, isLock: false);
        var heard = this with { HeardUntil = now + Belief };
        return FactKinds.TamperOf(kind) is { } tampered && number > TamperNumber
            ? heard with { Tampered = tampered, TamperNumber = number }
            : heard;
    }

    /// <summary>
    /// Confirms each fact that the heartbeat repeats, contradicts each that it does not. It never makes a fact (S01), and what was never
    /// reported cannot be contradicted.
    /// </summary>
    public DeviceFacts Hear(DeviceHeartbeat heartbeat, DateTimeOffset now)
    {
        var contradictedLock = LockContradicted || (Lock != LockState.Unknown && heartbeat.Lock != Lock);
        var contradictedDoor = DoorContradicted || (Door != DoorState.Unknown && heartbeat.Door != Door);
        return this with
        {
            LockContradicted = contradictedLock,
            LockUntil = Lock == LockState.Unknown || contradictedLock ? null : now + Belief,
            DoorContradicted = contradictedDoor,
            DoorUntil = Door == DoorState.Unknown || contradictedDoor ? null : now + Belief,
            Tampered = Tampered || heartbeat.Tamper == true,
            HeardUntil = now + Belief,
        };
    }

    /// <summary>Lets go of what may no longer be believed.</summary>
    public DeviceFacts Expire(DateTimeOffset now) => this with
    {
        LockUntil = Holds(LockUntil, now) ? LockUntil : null,
        DoorUntil = Holds(DoorUntil, now) ? DoorUntil : null,
    };

    /// <summary>
    /// A belief that reaches further than a word of this device can was given before the clock was set back: it is none (S19).
    /// </summary>
    private bool Holds(DateTimeOffset? until, DateTimeOffset now) =>
        until > now && until <= now + TimeSpan.FromSeconds((2 * IntervalSeconds) + 5) + ClockTolerance;

    private static DeviceFacts With(DeviceFacts facts, bool late, DateTimeOffset now, bool isLock)
    {
        // The belief in the other fact follows the new rhythm, but is never made longer by it.
        var until = now + facts.Belief;
        DateTimeOffset? told = late ? null : until;
        return facts with
        {
            LockUntil = isLock ? told : Earlier(facts.LockUntil, until),
            DoorUntil = isLock ? Earlier(facts.DoorUntil, until) : told,
            HeardUntil = until,
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } known && known > other ? other : one;
}
