namespace Portal.Client.Controls;

/// <summary>What a time that a person wrote at a place means: mostly one instant, at a change of clocks two or none.</summary>
public abstract record LocalTimeReading
{
    private LocalTimeReading()
    {
    }

    public sealed record Once(DateTimeOffset At) : LocalTimeReading;

    /// <summary>Clocks went back: the person chooses.</summary>
    public sealed record Twice(DateTimeOffset Earlier, DateTimeOffset Later) : LocalTimeReading;

    /// <summary>Clocks went forward over it.</summary>
    public sealed record Never(string Explanation) : LocalTimeReading;
}
