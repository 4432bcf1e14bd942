using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>How a maker's cloud is to be asked about a device now.</summary>
/// <param name="Question">What is asked, and how much it matters.</param>
/// <param name="Seconds">Between two questions, as far as what was said is believed by it.</param>
/// <param name="Pause">Until the next question.</param>
/// <param name="CallsLeft">Today, where calls to the maker are short.</param>
internal sealed record CloudRhythm(MakersQuestion Question, int Seconds, TimeSpan Pause, int? CallsLeft)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    /// <summary>What was said last in this rhythm is believed so long: as a device's own word is.</summary>
    public TimeSpan Belief => TimeSpan.FromSeconds((2 * Seconds) + 5);

    /// <summary>Until the next question after an answer that was none. Where calls are counted, asking again costs as much as asking.</summary>
    public TimeSpan PauseAfterNone(bool countsCalls) => countsCalls && Pause > Retry ? Pause : Retry;
}

/// <param name="Urgency">What goes first where calls are counted.</param>
/// <param name="WithPosition">Its position may be kept now, and is asked for.</param>
internal readonly record struct MakersQuestion(Urgency Urgency, bool WithPosition = false);

internal enum Urgency
{
    Quiet,

    /// <summary>A window is open or begins soon.</summary>
    WindowNear,

    /// <summary>From the decision to open until secured, and while a command is on its way.</summary>
    Opening,
}

/// <summary>A slower rhythm than usual, because calls are short.</summary>
/// <param name="Pause">Between two questions.</param>
/// <param name="CallsLeft">Today, for all.</param>
internal readonly record struct CloudPace(TimeSpan Pause, int CallsLeft);
