namespace Portal.Device.Virtual;

/// <summary>How long things take.</summary>
public sealed record BodyTiming
{
    /// <summary>From a shut lid or door to the thrown bolt.</summary>
    public TimeSpan LockAfterClose { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A driven door's way from end to end.</summary>
    public TimeSpan Travel { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Sound and light before a door closes that nobody stands at (S08).</summary>
    public TimeSpan CloseWarning { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two positions of a car that drives.</summary>
    public TimeSpan FixEvery { get; init; } = TimeSpan.FromSeconds(5);
}
