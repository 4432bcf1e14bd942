using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;

namespace Portal.Tests.Deliveries;

/// <summary>A member proposes another time, and the carrier accepts it.</summary>
public sealed class ProposalsTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Propose_AnotherTime_StaysRequestedAndLapsesAtTheEndOfIt()
    {
        var id = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.Done, await ProposeAsync(_house.Approver, id, 8, 9));

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Requested, Proposer.Owner, _house.Approver), (delivery.State, delivery.ProposedBy, delivery.Answer?.By));
        Assert.Equal([SomeDelivery.Window(8, 9)], delivery.Proposed);
        Assert.Equal(EntryKinds.DeliveryCountered, (await _house.EntriesAsync(id))[^1].Kind);
        Assert.Equal(SomeDelivery.Now.AddHours(9), await _house.DueAsync(id));
    }

    [Fact]
    public async Task Propose_ThenAccepted_IsApprovedForTheTimeOfTheHousehold()
    {
        var id = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, id, 8, 9);

        Assert.Equal(CarrierOutcome.Done, await AcceptAsync(id, 8, 9));

        var delivery = await _house.FindAsync(id);
        Assert.Equal((DeliveryState.Approved, SomeDelivery.Window(8, 9), _house.Owner), (delivery.State, delivery.Window, delivery.Answer?.By));
        Assert.Equal("ready", await _house.GrantStateAsync(id));
        Assert.Null(await _house.DueAsync(id));
        Assert.Equal(new Actor(ActorKind.Carrier, _house.Carrier.Value), (await _house.EntriesAsync(id))[^1].Actor);
    }

    [Fact]
    public async Task Propose_OwnProposal_CannotBeApprovedByAMember()
    {
        var id = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, id, 8, 9);

        Assert.Equal(
            DeliveryOutcome.NoLongerPossible, await _house.Answers.ApproveAsync(_house.Owner, id, SomeDelivery.Window(8, 9), DeliveryHouse.Stop));
        Assert.Null(await _house.GrantStateAsync(id));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(3, 3)]
    [InlineData(1, 26)]
    public async Task Propose_TimeThatCannotBe_IsRefused(double from, double to)
    {
        var id = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.WindowNotValid, await ProposeAsync(_house.Owner, id, from, to));
        Assert.Single(await _house.EntriesAsync(id));
    }

    [Fact]
    public async Task S17_Propose_TimeThatIsTaken_IsRefused()
    {
        await _house.ApprovedAsync();
        var second = await _house.RequestAsync();

        Assert.Equal(DeliveryOutcome.Overlaps, await ProposeAsync(_house.Owner, second, 1.5, 3));
        Assert.Equal(Proposer.Carrier, (await _house.FindAsync(second)).ProposedBy);
    }

    [Fact]
    public async Task S17_Accept_TimeTakenMeanwhile_IsRefusedAndChangesNothing()
    {
        var countered = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, countered, 1, 2);
        await _house.ApprovedAsync();

        Assert.Equal(CarrierOutcome.Overlaps, await AcceptAsync(countered, 1, 2));

        Assert.Equal(DeliveryState.Requested, (await _house.FindAsync(countered)).State);
        Assert.NotNull(await _house.DueAsync(countered));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(7, 9)]
    public async Task Accept_AnotherTimeThanProposed_IsRefused(double from, double to)
    {
        var id = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, id, 8, 9);

        Assert.Equal(CarrierOutcome.WindowNotValid, await AcceptAsync(id, from, to));
        Assert.Equal(DeliveryState.Requested, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Accept_ByACarrierThatWasBlockedMeanwhile_IsRefused()
    {
        var id = await _house.RequestAsync();
        await ProposeAsync(_house.Owner, id, 8, 9);
        await _house.BlockAsync();

        Assert.Equal(CarrierOutcome.NotPossible, await AcceptAsync(id, 8, 9));
    }

    private Task<DeliveryOutcome> ProposeAsync(AccountId account, DeliveryId id, double from, double to) =>
        _house.Answers.ProposeAsync(account, id, SomeDelivery.Window(from, to), DeliveryHouse.Stop);

    private Task<CarrierOutcome> AcceptAsync(DeliveryId id, double from, double to) => _house.Database.WriteAsync(
        tx => _house.Requests.Accept(tx, _house.Carrier, id, SomeDelivery.Window(from, to), _house.Time.GetUtcNow()), DeliveryHouse.Stop);
}
