using System.Collections.Frozen;

namespace Portal.Device.Protocol;

/// <summary>
/// The kinds of events that are known today, in the terms of the Matter Door Lock cluster where it has them.
/// A newer device may send others: they are stored and shown as 'other', never refused.
/// </summary>
public static class EventKinds
{
    /// <summary>The bolt is thrown.</summary>
    public const string Locked = "locked";

    /// <summary>The bolt is drawn back.</summary>
    public const string Unlocked = "unlocked";

    /// <summary>The bolt could not be moved.</summary>
    public const string LockJammed = "lock_jammed";

    /// <summary>The door, lid or trunk stands open.</summary>
    public const string DoorOpened = "door_opened";

    /// <summary>The door, lid or trunk is shut.</summary>
    public const string DoorClosed = "door_closed";

    /// <summary>Neither shut nor open.</summary>
    public const string DoorAjar = "door_ajar";

    /// <summary>It was opened by force.</summary>
    public const string DoorForcedOpen = "door_forced_open";

    /// <summary>The drive has begun to open.</summary>
    public const string DoorOpening = "door_opening";

    /// <summary>The drive has begun to close.</summary>
    public const string DoorClosing = "door_closing";

    /// <summary>The drive met something in the way.</summary>
    public const string DoorObstructed = "door_obstructed";

    /// <summary>The device honoured a code by itself while the line was down.</summary>
    public const string CodeAcceptedOffline = "code_accepted_offline";

    /// <summary>Somebody works on the device itself.</summary>
    public const string Tamper = "tamper";

    /// <summary>The tampering is over.</summary>
    public const string TamperCleared = "tamper_cleared";

    /// <summary>Too many wrong codes; the keypad rests.</summary>
    public const string WrongCodeLimit = "wrong_code_limit";

    /// <summary>The battery's charge.</summary>
    public const string Battery = "battery";

    /// <summary>Where the device is.</summary>
    public const string Position = "position";

    /// <summary>Somebody pressed the bell.</summary>
    public const string Press = "press";

    /// <summary>The device has started.</summary>
    public const string Started = "started";

    /// <summary>The device's clock was put right.</summary>
    public const string ClockSet = "clock_set";

    /// <summary>An event that the portal refused was left out: <c>{ seq, reason }</c>.</summary>
    public const string EventDropped = "event_dropped";

    /// <summary>The device could not keep more events.</summary>
    public const string BufferOverflow = "buffer_overflow";

    private static readonly FrozenSet<string> BearingState = FrozenSet.Create(
        Locked, Unlocked, LockJammed,
        DoorOpened, DoorClosed, DoorAjar, DoorForcedOpen, DoorOpening, DoorClosing, DoorObstructed,
        CodeAcceptedOffline, Tamper, TamperCleared);

    private static readonly FrozenSet<string> Others = FrozenSet.Create(
        WrongCodeLimit, Battery, Position, Press, Started, ClockSet, EventDropped, BufferOverflow);

    /// <summary>Whether this kind says how the opening stands. Such an event must carry a signature (S22).</summary>
    public static bool BearsState(string kind) => BearingState.Contains(kind);

    /// <summary>Whether this kind is one of those above.</summary>
    public static bool IsKnown(string kind) => BearingState.Contains(kind) || Others.Contains(kind);

    /// <summary>Whether the word may be a kind at all: <c>[a-z0-9_]{1,64}</c>.</summary>
    public static bool IsWellFormed(string? kind) =>
        kind is { Length: > 0 and <= GatewayLimits.KindLength }
        && kind.All(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
