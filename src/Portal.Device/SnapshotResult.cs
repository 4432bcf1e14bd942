namespace Portal.Device;

/// <summary>What the portal answered to a picture.</summary>
public abstract record SnapshotResult
{
    private SnapshotResult()
    {
    }

    /// <summary>It is stored.</summary>
    /// <param name="SnapshotId">Its name from now on.</param>
    public sealed record Stored(string SnapshotId) : SnapshotResult;

    /// <summary>It is not, and was not kept.</summary>
    /// <param name="Code">Stable, lower snake case: <c>too_large</c>, <c>device_pending</c> …; <c>unreachable</c> where nobody answered.</param>
    /// <param name="Detail">One sentence for a person.</param>
    public sealed record Refused(string Code, string Detail) : SnapshotResult;
}
