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
        var look = state.Secured ? new(SealState.Secured, OpeningForm.Shut, ControlsText.Secured, Both(state)) : OfDoor(state, kind);
        return look.Seal switch
        {
            SealState.Unknown => look,
            // Closed and locked it may be, but while there is an alarm nobody is told that it is secured.
            SealState.Secured when urgent => look with { Seal = SealState.Urgent, Word = WordOf(state.Door) },
            _ when urgent => look with { Seal = SealState.Urgent },
            _ => look,
        };
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

    /// <summary>The word in mid-sentence; it is no noun in any language.</summary>
    public string WordWithin => Word.ToLowerInvariant();

    /// <summary>'Trunk', 'Door', 'Garage door': the part that moves.</summary>
    public static string PartOf(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => ControlsText.PartTrunk,
        AccessPointKind.Door => ControlsText.PartDoor,
        AccessPointKind.Garage => ControlsText.PartGarageDoor,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The contact's word: 'Closed', 'Unknown', …</summary>
    public static string WordOf(DoorState door) => door switch
    {
        DoorState.Unknown => ControlsText.Unknown,
        DoorState.Open => ControlsText.DoorOpen,
        DoorState.Closed => ControlsText.DoorClosed,
        DoorState.Opening => ControlsText.DoorOpening,
        DoorState.Closing => ControlsText.DoorClosing,
        DoorState.Ajar => ControlsText.DoorAjar,
        _ => throw new ArgumentOutOfRangeException(nameof(door)),
    };

    /// <summary>The bolt's word: 'Locked', 'Unknown', …</summary>
    public static string WordOf(LockState bolt) => bolt switch
    {
        LockState.Unknown => ControlsText.Unknown,
        LockState.Locked => ControlsText.LockLocked,
        LockState.Unlocked => ControlsText.LockUnlocked,
        LockState.Jammed => ControlsText.LockJammed,
        _ => throw new ArgumentOutOfRangeException(nameof(bolt)),
    };

    /// <summary>'closed and locked', 'open', 'lock unknown': what to say after 'Last seen'.</summary>
    public static string Sentence(LockState bolt, DoorState door) => (bolt, door) switch
    {
        (LockState.Unknown, DoorState.Unknown) => ControlsText.SeenNothing,
        (LockState.Unknown, _) => Within(door),
        (_, DoorState.Unknown) => Within(bolt),
        (_, DoorState.Closed) => ControlsText.FormatSeen(Within(door), Within(bolt)),
        _ => Within(door),
    };

    /// <summary>The contact's word inside a sentence: 'closed'.</summary>
    public static string Within(DoorState door) => door switch
    {
        DoorState.Unknown => ControlsText.SeenUnknown,
        DoorState.Open => ControlsText.SeenOpen,
        DoorState.Closed => ControlsText.SeenClosed,
        DoorState.Opening => ControlsText.SeenOpening,
        DoorState.Closing => ControlsText.SeenClosing,
        DoorState.Ajar => ControlsText.SeenAjar,
        _ => throw new ArgumentOutOfRangeException(nameof(door)),
    };

    /// <summary>The bolt's word inside a sentence: 'locked'.</summary>
    public static string Within(LockState bolt) => bolt switch
    {
        LockState.Unknown => ControlsText.SeenUnknown,
        LockState.Locked => ControlsText.SeenLocked,
        LockState.Unlocked => ControlsText.SeenUnlocked,
        LockState.Jammed => ControlsText.SeenJammed,
        _ => throw new ArgumentOutOfRangeException(nameof(bolt)),
    };

    private static AccessPointLook OfDoor(AccessPointState state, AccessPointKind kind) => state.Door switch
    {
        DoorState.Open => new(SealState.Open, OpeningForm.Open, ControlsText.DoorOpen, ""),
        DoorState.Ajar => new(SealState.Open, OpeningForm.Open, ControlsText.DoorAjar, ControlsText.FactNotLatched),
        DoorState.Opening => new(SealState.Open, OpeningForm.Moving, ControlsText.DoorOpening, ""),
        DoorState.Closing => new(SealState.Open, OpeningForm.Moving, ControlsText.DoorClosing, ""),
        DoorState.Closed => OfBolt(state.Lock),
        DoorState.Unknown when state.Lock is LockState.Unknown => new(SealState.Unknown, OpeningForm.Unknown, ControlsText.Unknown, ""),
        DoorState.Unknown => new(
            SealState.Unknown, OpeningForm.Unknown, ControlsText.Unknown, ControlsText.FormatFactPartUnknown(WordOf(state.Lock), PartOf(kind))),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static AccessPointLook OfBolt(LockState bolt) => bolt switch
    {
        LockState.Unlocked => new(SealState.Open, OpeningForm.Shut, ControlsText.LockUnlocked, ControlsText.FactNotLocked),
        LockState.Jammed => new(SealState.Urgent, OpeningForm.Shut, ControlsText.LockJammed, ControlsText.FactBoltStuck),
        LockState.Locked => new(SealState.Unknown, OpeningForm.Shut, ControlsText.DoorClosed, ControlsText.FactNotAllHeard),
        LockState.Unknown => new(SealState.Unknown, OpeningForm.Shut, ControlsText.DoorClosed, ControlsText.FactLockUnknown),
        _ => throw new ArgumentOutOfRangeException(nameof(bolt)),
    };

    private static string Both(AccessPointState state) =>
        state.Lock is LockState.Unknown ? WordOf(state.Door) : $"{WordOf(state.Door)}, {Within(state.Lock)}";
}
