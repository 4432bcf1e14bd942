namespace Portal.Deliveries;

/// <summary>What is delivered, as the carrier describes it. All of it is text and numbers from outside (S33).</summary>
internal sealed record Parcel
{
    public string? Description { get; init; }

    public int? WeightGrams { get; init; }

    public ParcelSize? Size { get; init; }

    public Uri? PhotoUrl { get; init; }
}

/// <summary>In millimetres.</summary>
internal sealed record ParcelSize(int Length, int Width, int Height);
