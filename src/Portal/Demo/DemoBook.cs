using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;

namespace Portal.Demo;

/// <summary>What the demo must remember beside the database: what it printed, and whose the devices are.</summary>
internal sealed record DemoBook
{
    public required string Password { get; init; }

    public required string CarrierKey { get; init; }

    public required HouseholdId Household { get; init; }

    public required AccountId Owner { get; init; }

    public required AccountId Operator { get; init; }

    public required CarrierId Carrier { get; init; }

    /// <summary>The places in the order of <see cref="DemoPlaces.All"/>.</summary>
    public required IReadOnlyList<DemoSpot> Spots { get; init; }
}

/// <summary>A place as it was made.</summary>
internal sealed record DemoSpot(string Key, AccessPointId Id, string Handle);
