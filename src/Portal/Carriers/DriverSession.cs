using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Carriers;

/// <summary>A phone with a driver page, as the database has it now.</summary>
internal sealed class DriverSession
{
    public DriverSessionId Id { get; init; }

    public GrantId GrantId { get; init; }

    /// <summary>Of the link that began it.</summary>
    public int Generation { get; init; }

    public DeliveryId DeliveryId { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Of the delivery's newest grant, as it is now.</summary>
    public int NewestGeneration { get; init; }

    /// <summary>Another phone took the link over.</summary>
    public bool IsReplaced => EndedAt is not null;

    /// <summary>Another driver was named, it was re-armed, or the code was made anew: the link is another one now.</summary>
    public bool IsOutdated => Generation != NewestGeneration;

    public bool IsLive => !IsReplaced && !IsOutdated;
}
