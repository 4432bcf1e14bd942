using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>
/// How far an opening has come, judged from the device's own events in the order of their numbers (S04). Whoever hears the same events in
/// another order, or later, comes to the same result.
/// </summary>
internal sealed record OpeningProgress
{
    public DateTimeOffset? UnlockedAt { get; private init; }

    public DateTimeOffset? OpenedAt { get; private init; }

    /// <summary>The last time it was shut after having been opened; null while it stands open.</summary>
    public DateTimeOffset? ClosedAt { get; private init; }

    public DateTimeOffset? SecuredAt { get; private init; }

    /// <summary>The event that secured it: what comes after it belongs to no opening of ours.</summary>
    public EventNumber? SecuredBy { get; private init; }

    /// <summary>Some step was told late.</summary>
    public bool Late { get; private init; }

    /// <param name="events">The device's events that bear state after the decision, in order and without a gap.</param>
    /// <param name="commands">The commands of this opening: only an unlocking that one of them caused counts.</param>
    /// <param name="meaning">What <em>secured</em> means for the profile.</param>
    /// <param name="offline">The device's word that it judged the code by itself: from there on an unlocking at the keypad counts too.</param>
    public static OpeningProgress Of(
        IEnumerable<StateEvent> events, IReadOnlySet<string> commands, SecuredMeaning meaning, EventNumber? offline = null)
    {
        var progress = new OpeningProgress();
        foreach (var said in events)
        {
            progress = progress.Next(said, commands, meaning, offline);
            if (progress.SecuredAt is not null)
                break;
        }

        return progress;
    }

    private OpeningProgress Next(StateEvent said, IReadOnlySet<string> commands, SecuredMeaning meaning, EventNumber? offline)
    {
        if (UnlockedAt is null)
            return Unlocks(said, meaning) && (IsCommanded(said, commands) || IsJudgedOffline(said, offline)) ? Unlocked(said) : this;

        return said.Kind switch
        {
            EventKinds.DoorOpened => Step(said) with { OpenedAt = OpenedAt ?? said.At, ClosedAt = null },
            EventKinds.DoorClosed when OpenedAt is not null =>
                meaning.NeedsLock ? Step(said) with { ClosedAt = said.At } : Secured(said) with { ClosedAt = said.At },
            EventKinds.Locked when ClosedAt is not null => Secured(said),
            // Whatever else the door says, forced open or on its way, it is no longer shut.
            _ when FactKinds.DoorOf(said.Kind) is not (null or DoorState.Closed) => this with { ClosedAt = null },
            _ => this,
        };
    }

    private static bool IsCommanded(StateEvent said, IReadOnlySet<string> commands) => said.CommandId is { } id && commands.Contains(id);

    private static bool IsJudgedOffline(StateEvent said, EventNumber? offline) =>
        offline is { } judged && said.Number > judged && said.Source == EventSources.Keypad;

    /// <summary>A drive without a bolt is unlocked by beginning to move.</summary>
    private static bool Unlocks(StateEvent said, SecuredMeaning meaning) =>
        meaning.NeedsLock ? said.Kind == EventKinds.Unlocked : said.Kind is EventKinds.DoorOpening or EventKinds.DoorOpened;

    private OpeningProgress Unlocked(StateEvent said) =>
        Step(said) with { UnlockedAt = said.At, OpenedAt = said.Kind == EventKinds.DoorOpened ? said.At : null };

    private OpeningProgress Secured(StateEvent said) => Step(said) with { SecuredAt = said.At, SecuredBy = said.Number };

    private OpeningProgress Step(StateEvent said) => this with { Late = Late || said.Late };
}

/// <summary>One event that bears state, as an opening's progress is judged by it.</summary>
internal sealed record StateEvent(string Kind, DateTimeOffset At, bool Late, string? CommandId, string? Source, EventNumber Number = default);
