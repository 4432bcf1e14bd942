namespace Portal.Device.Protocol;

/// <summary>Where a device is, and how well it knows.</summary>
public sealed record Position
{
    /// <summary>WGS 84 degrees, -90 to 90.</summary>
    public required double Lat { get; init; }

    /// <summary>WGS 84 degrees, -180 to 180.</summary>
    public required double Lon { get; init; }

    /// <summary>Radius in metres that holds the true position in two of three cases.</summary>
    public required double AccuracyM { get; init; }

    /// <summary>When the fix was taken; see <see cref="WireTime"/>.</summary>
    public required string At { get; init; }
}
