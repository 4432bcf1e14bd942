using Portal.Client.Access;

namespace Portal.Client.Controls;

/// <summary>
/// How the state of an access point is drawn and called: the one place where the two facts become a seal, a form and words.
/// 'Secured' is said only when the server says it; a fact that is not known is named, never filled in (S01, S02).
/// </summary>
/// <param name="Seal">The sign, which also gives the colour.</param>
/// <param name="Form">How the picture stands.</param>
/// <param name="Word">The one word in large type.</param>
/// <param name="Facts">The facts beneath it; empty when there is none to add.</param>
public sealed record AccessPointLook(SealState Seal, OpeningForm Form, string Word, string Facts)
{
    /// <summary>The look of a state.</summary>
    /// <param name="state">The live state.</param>
    /// <param name="kind">Names the moving part.</param>
    /// <param name="urgent">An urgent alert about it is open.</param>
    public static AccessPointLook Of(AccessPointState state, AccessPointKind kind, bool urgent)
    {
        var look = state.Secured ? new(SealState.Secured, OpeningForm.Shut, "Secured", Both(state)) : OfDoor(state, kind);
        return urgent && look.Seal is not SealState.Unknown ? look with { Seal = SealState.Urgent } : look;
    }

    /// <summary>The style class that colours a card by this look.</summary>
    public string CssClass => Seal switch
    {
        SealState.Secured => "as-secured",
        SealState.Open => "as-open",
        SealState.Urgent => "as-urgent",
        SealState.Unknown => "as-unknown",
        SealState.Needs or SealState.Paused or SealState.Denied or SealState.Staff or SealState.Done or SealState.Noted
            => throw new InvalidOperationException(Seal + " is not how an opening can be."),
        _ => throw new InvalidOperationException(Seal.ToString()),
    };

    /// <summary>'Trunk', 'Door', 'Garage door': the part that moves.</summary>
    public static string PartOf(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => "Trunk",
        AccessPointKind.Door => "Door",
        AccessPointKind.Garage => "Garage door",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The contact's word: 'Closed', 'Unknown', …</summary>
    public static string WordOf(DoorState door) => door switch
    {
        DoorState.Unknown => "Unknown",
        DoorState.Open => "Open",
        DoorState.Closed => "Closed",
        DoorState.Opening => "Opening",
        DoorState.Closing => "Closing",
        DoorState.Ajar => "Ajar",
        _ => throw new ArgumentOutOfRangeException(nameof(door)),
    };

    /// <summary>The bolt's word: 'Locked', 'Unknown', …</summary>
    public static string WordOf(LockState bolt) => bolt switch
    {
        LockState.Unknown => "Unknown",
        LockState.Locked => "Locked",
        LockState.Unlocked => "Unlocked",
        LockState.Jammed => "Jammed",
        _ => throw new ArgumentOutOfRangeException(nameof(bolt)),
    };

    /// <summary>'closed and locked', 'open', 'lock unknown': what to say after 'Last seen'.</summary>
    public static string Sentence(LockState bolt, DoorState door) => (bolt, door) switch
    {
        (LockState.Unknown, DoorState.Unknown) => "nothing",
        (LockState.Unknown, _) => WordOf(door).ToLowerInvariant(),
        (_, DoorState.Unknown) => WordOf(bolt).ToLowerInvariant(),
        (_, DoorState.Closed) => $"closed and {WordOf(bolt).ToLowerInvariant()}",
        _ => WordOf(door).ToLowerInvariant(),
    };

    private static AccessPointLook OfDoor(AccessPointState state, AccessPointKind kind) => state.Door switch
    {
        DoorState.Open => new(SealState.Open, OpeningForm.Open, "Open", ""),
        DoorState.Ajar => new(SealState.Open, OpeningForm.Open, "Ajar", "Not latched"),
        DoorState.Opening => new(SealState.Open, OpeningForm.Moving, "Opening", ""),
        DoorState.Closing => new(SealState.Open, OpeningForm.Moving, "Closing", ""),
        DoorState.Closed => OfBolt(state.Lock),
        DoorState.Unknown when state.Lock is LockState.Unknown => new(SealState.Unknown, OpeningForm.Unknown, "Unknown", ""),
        DoorState.Unknown => new(SealState.Unknown, OpeningForm.Unknown, "Unknown", $"{WordOf(state.Lock)}. {PartOf(kind)} unknown"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static AccessPointLook OfBolt(LockState bolt) => bolt switch
    {
        LockState.Unlocked => new(SealState.Open, OpeningForm.Shut, "Unlocked", "Closed, not locked"),
        LockState.Jammed => new(SealState.Urgent, OpeningForm.Shut, "Jammed", "Closed, the bolt is stuck"),
        LockState.Locked => new(SealState.Unknown, OpeningForm.Shut, "Closed", "Locked, not all of it heard"),
        LockState.Unknown => new(SealState.Unknown, OpeningForm.Shut, "Closed", "Lock unknown"),
        _ => throw new ArgumentOutOfRangeException(nameof(bolt)),
    };

    private static string Both(AccessPointState state) =>
        state.Lock is LockState.Unknown ? WordOf(state.Door) : $"{WordOf(state.Door)}, {WordOf(state.Lock).ToLowerInvariant()}";
}
