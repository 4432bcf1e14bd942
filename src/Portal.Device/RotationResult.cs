namespace Portal.Device;

/// <summary>What became of a new key.</summary>
public abstract record RotationResult
{
    private RotationResult()
    {
    }

    /// <summary>The portal knows the new key; events are numbered anew.</summary>
    /// <param name="Epoch">The epoch of the events from now on.</param>
    public sealed record Rotated(long Epoch) : RotationResult;

    /// <summary>The device keeps its key; where nobody answered, the change is completed at the next connect.</summary>
    /// <param name="Code">Stable, lower snake case: <c>rate_limited</c>, <c>device_pending</c> …; <c>unreachable</c> where nobody answered.</param>
    /// <param name="Detail">One sentence for a person.</param>
    public sealed record Refused(string Code, string Detail) : RotationResult;
}
