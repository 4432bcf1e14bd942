using Portal.Client.Access;
using Portal.Client.Deliveries;

namespace Portal.Client.Accounts;

/// <summary>Everything that the household's page shows, read together.</summary>
/// <param name="Households">Each with its people.</param>
/// <param name="Carriers">Theirs, in the same order.</param>
/// <param name="Pauses">Which of them are paused.</param>
/// <param name="Places">What is set for deliveries at each access point.</param>
public sealed record HouseholdPageView(
    IReadOnlyList<MembersView> Households,
    IReadOnlyList<HouseholdCarriersView> Carriers,
    IReadOnlyList<HouseholdPauseView> Pauses,
    IReadOnlyList<DeliveryRulesView> Places)
{
    public IReadOnlyList<HouseholdCarrierView> CarriersOf(HouseholdId household) =>
        Carriers.FirstOrDefault(one => one.Household == household)?.Carriers ?? [];
}
