namespace Portal.Device.Virtual;

/// <summary>A clock that goes wrong.</summary>
/// <param name="Offset">How much it was ahead of the true time at first; negative for behind.</param>
/// <param name="Ppm">What it gains from then on, in millionths; negative for what it loses.</param>
/// <param name="Since">When that was.</param>
internal sealed record ClockError(TimeSpan Offset, double Ppm, DateTimeOffset Since)
{
    /// <summary>How much it is ahead now.</summary>
    public TimeSpan At(DateTimeOffset now) => Offset + ((now - Since) * (Ppm / 1_000_000));
}
