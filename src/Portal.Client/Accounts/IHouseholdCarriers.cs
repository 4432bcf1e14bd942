using Portal.Client.Carriers;

namespace Portal.Client.Accounts;

/// <summary>The carriers that a household has to do with. Every member sees them; only an owner blocks one or takes it back.</summary>
public interface IHouseholdCarriers
{
    /// <summary>Per household of the signed-in person: carriers that asked for a delivery, have a rule, or are blocked; by name.</summary>
    Task<IReadOnlyList<HouseholdCarriersView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// From the commit on nothing opens for this carrier in the household, whatever was approved; or again what is approved, for whoever
    /// signed in recently.
    /// </summary>
    Task<CarrierBlockOutcome> BlockAsync(HouseholdId household, CarrierId carrier, bool isBlocked, CancellationToken cancellationToken);
}

/// <summary>A household's carriers.</summary>
public sealed record HouseholdCarriersView(HouseholdId Household, IReadOnlyList<HouseholdCarrierView> Carriers);

/// <summary>One of them.</summary>
/// <param name="Id">The carrier.</param>
/// <param name="Name">As the operator registered it.</param>
/// <param name="State">Only a verified one gets anything.</param>
/// <param name="BlockedSince">Set while the household does not want it.</param>
public sealed record HouseholdCarrierView(CarrierId Id, string Name, CarrierState State, DateTimeOffset? BlockedSince);

/// <summary>What became of it.</summary>
public enum CarrierBlockOutcome
{
    Done,

    /// <summary>No such household or carrier, or not this person's.</summary>
    NotFound,

    /// <summary>Only an owner may.</summary>
    NotAllowed,

    /// <summary>Confirm first that it is you (S25).</summary>
    SignInAgain,

    /// <summary>The account of whoever asks was recovered less than a day ago (S24).</summary>
    Held,
}
