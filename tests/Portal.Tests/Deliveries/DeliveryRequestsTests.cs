using Dapper;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;

namespace Portal.Tests.Deliveries;

/// <summary>What a carrier may ask and take back.</summary>
public sealed class DeliveryRequestsTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Request_KnownHandle_IsRequestedWithOneEntryAndATimer()
    {
        var id = await _house.RequestAsync();

        var delivery = await _house.FindAsync(id);
        var entry = Assert.Single(await _house.EntriesAsync(id));
        Assert.Equal(DeliveryState.Requested, delivery.State);
        Assert.Equal([SomeDelivery.Window(1, 2), SomeDelivery.Window(4, 6)], delivery.Proposed);
        Assert.Equal((EntryKinds.DeliveryRequested, new Actor(ActorKind.Carrier, _house.Carrier.Value)), (entry.Kind, entry.Actor));
        Assert.True(await _house.HasTimerAsync(id));
    }

    [Theory]
    [InlineData("TRK-0000-0000", "verified", "")]
    [InlineData("TRK-7Q4F-9KX2", "verified", "everywhere")]
    [InlineData("TRK-7Q4F-9KX2", "verified", "here")]
    [InlineData("TRK-7Q4F-9KX2", "suspended", "")]
    public async Task Request_UnknownBlockedOrSuspended_IsTheSameRefusal(string handle, string standing, string blocked)
    {
        var now = _house.Time.GetUtcNow();
        await _house.Database.WriteAsync(
            tx =>
            {
                tx.Connection.Execute(
                    "UPDATE carrier SET standing = @standing, suspended_at = @now WHERE id = @Carrier", new { _house.Carrier, standing, now });
                if (blocked.Length > 0)
                    tx.Connection.Execute(
                        "INSERT INTO carrier_block VALUES (@Household, @at, @Carrier, @now)",
                        new { _house.Household, at = blocked == "here" ? _house.Car.Value : "", _house.Carrier, now });
            },
            DeliveryHouse.Stop);

        var delivery = await _house.Database.WriteAsync(
            tx => _house.Requests.Request(tx, _house.Carrier, DeliveryHouse.NewRequest() with { Handle = handle }, now), DeliveryHouse.Stop);

        Assert.Null(delivery);
    }

    [Fact]
    public async Task Withdraw_Approved_RevokesTheGrantAndTheTimer()
    {
        var id = await _house.ApprovedAsync();

        Assert.Equal(CarrierOutcome.Done, await WithdrawAsync(_house.Carrier, id));

        Assert.Equal(DeliveryState.Withdrawn, (await _house.FindAsync(id)).State);
        Assert.Equal("revoked", await _house.GrantStateAsync(id));
    }

    [Fact]
    public async Task Withdraw_Twice_IsRefusedAndChangesNothing()
    {
        var id = await _house.RequestAsync();
        await WithdrawAsync(_house.Carrier, id);
        var before = await _house.FindAsync(id);

        Assert.Equal(CarrierOutcome.NotPossible, await WithdrawAsync(_house.Carrier, id));

        Assert.Equal(before.Version, (await _house.FindAsync(id)).Version);
        Assert.Equal(2, (await _house.EntriesAsync(id)).Count);
    }

    [Fact]
    public async Task S28_Withdraw_OfAnotherCarriersDelivery_IsNotFound()
    {
        var id = await _house.RequestAsync();

        Assert.Equal(CarrierOutcome.NotFound, await WithdrawAsync(_house.OtherCarrier, id));
    }

    [Fact]
    public async Task AssignDriver_AnotherOne_MakesTheOldCodeAndLinkDead()
    {
        var id = await _house.ApprovedAsync();
        await AssignAsync(id, "Kim");
        var before = await ProofAsync(id);

        Assert.Equal(CarrierOutcome.Done, await AssignAsync(id, "Robin"));

        var after = await ProofAsync(id);
        Assert.Equal(before?.Grant, after?.Grant);
        Assert.NotEqual(before?.LinkToken, after?.LinkToken);
        Assert.NotEqual(before?.Code, after?.Code);
    }

    [Fact]
    public async Task AssignDriver_TheSameAgain_ChangesNothing()
    {
        var id = await _house.ApprovedAsync();
        await AssignAsync(id, "Kim");
        var before = (await ProofAsync(id), (await _house.FindAsync(id)).Driver);

        Assert.Equal(CarrierOutcome.Done, await AssignAsync(id, "Kim"));

        Assert.Equal(before, (await ProofAsync(id), (await _house.FindAsync(id)).Driver));
    }

    [Fact]
    public async Task AssignDriver_ToAnEndedDelivery_IsRefused()
    {
        var id = await _house.RequestAsync();
        await WithdrawAsync(_house.Carrier, id);

        Assert.Equal(CarrierOutcome.NotPossible, await AssignAsync(id, "Kim"));
    }

    [Fact]
    public async Task Lapse_NobodyAnswered_IsLapsedOnce()
    {
        var id = await _house.RequestAsync();
        var lapses = new DeliveryLapses(_house.Changes);
        var due = SomeDelivery.Now.AddHours(6);

        for (var i = 0; i < 2; i++)
            await _house.Database.WriteAsync(tx => lapses.Fire(tx, id.Value, due, late: false, due), DeliveryHouse.Stop);

        Assert.Equal(DeliveryState.Lapsed, (await _house.FindAsync(id)).State);
        Assert.Equal(2, (await _house.EntriesAsync(id)).Count);
    }

    private Task<CarrierOutcome> WithdrawAsync(CarrierId carrier, DeliveryId id) =>
        _house.Database.WriteAsync(tx => _house.Requests.Withdraw(tx, carrier, id, _house.Time.GetUtcNow()), DeliveryHouse.Stop);

    private Task<CarrierOutcome> AssignAsync(DeliveryId id, string name) =>
        _house.Database.WriteAsync(
            tx => _house.Requests.AssignDriver(tx, _house.Carrier, id, new NewDriver(name, Phone: null, PhotoUrl: null), _house.Time.GetUtcNow()),
            DeliveryHouse.Stop);

    private Task<Portal.Access.GrantProof?> ProofAsync(DeliveryId id) =>
        _house.Database.ReadAsync(connection => _house.Grants.Prove(connection, id), DeliveryHouse.Stop);
}
