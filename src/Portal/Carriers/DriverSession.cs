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

    /// <summary>Of the grant now.</summary>
    public int GrantGeneration { get; init; }

    /// <summary>Another phone took the link over.</summary>
    public bool IsReplaced => EndedAt is not null;

    /// <summary>Another driver was named, or the code was made anew: the link is another one now.</summary>
    public bool IsOutdated => Generation != GrantGeneration;

    public bool IsLive => !IsReplaced && !IsOutdated;
}
