using Portal.Client.Access;
using Portal.Client.Carriers;

namespace Portal.Client.Deliveries;

/// <summary>What an owner has set for deliveries at one access point.</summary>
public sealed record DeliveryRulesView
{
    public required AccessPointId AccessPointId { get; init; }

    public required string AccessPointName { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Only an owner changes anything here.</summary>
    public required bool IsOwner { get; init; }

    public required IReadOnlyList<StandingRuleView> Rules { get; init; }

    /// <summary>The carriers that a rule may be for: verified and not blocked here.</summary>
    public required IReadOnlyList<CarrierChoice> Carriers { get; init; }

    public required Fallback Fallback { get; init; }

    /// <summary>The other access points of the household, to go to instead.</summary>
    public required IReadOnlyList<AccessPointChoice> Others { get; init; }

    /// <summary>More than one approved window at a time (S17).</summary>
    public required bool AllowsOverlap { get; init; }

    /// <summary>The maker's cloud that speaks for what opens there; null where it speaks for itself, and where nothing is paired.</summary>
    public CloudMaker? Maker { get; init; }
}

/// <summary>A carrier to choose.</summary>
public sealed record CarrierChoice(CarrierId Id, string Name);

/// <summary>An access point to choose.</summary>
public sealed record AccessPointChoice(AccessPointId Id, string Name);

/// <summary>Where a driver goes when an access point cannot be opened.</summary>
/// <param name="Kind">Nowhere that we know of, the depot, or another access point.</param>
/// <param name="AccessPoint">The other access point, where it is one.</param>
public sealed record Fallback(FallbackKind Kind, AccessPointId? AccessPoint = null);

/// <summary>What an owner named.</summary>
public enum FallbackKind
{
    None,
    Depot,
    AccessPoint,
}
