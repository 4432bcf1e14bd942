using Portal.Client.Accounts;
using Portal.Client.Carriers;

namespace Portal.Client.Tests.Fakes;

/// <summary>One carrier; what a screen asks for becomes true here.</summary>
internal sealed class FakeHouseholdCarriers : IHouseholdCarriers
{
    public HouseholdCarrierView Carrier { get; private set; } =
        new(Sample.Id<CarrierId>("nordpost"), "Nordpost", CarrierState.Verified, BlockedSince: null);

    public CarrierBlockOutcome Outcome { get; set; }

    public Task<IReadOnlyList<HouseholdCarriersView>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HouseholdCarriersView>>([new HouseholdCarriersView(FakeHouseholdMembers.Bergers.Id, [Carrier])]);

    public Task<CarrierBlockOutcome> BlockAsync(HouseholdId household, CarrierId carrier, bool isBlocked, CancellationToken cancellationToken)
    {
        if (Outcome is CarrierBlockOutcome.Done)
            Carrier = Carrier with { BlockedSince = isBlocked ? Sample.Now : null };
        return Task.FromResult(Outcome);
    }
}
