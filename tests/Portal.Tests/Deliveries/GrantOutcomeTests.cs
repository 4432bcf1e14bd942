using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Tests.Deliveries;

/// <summary>What becomes of a delivery when its grant's opening begins, ends or fails.</summary>
public sealed class GrantOutcomeTests : IDisposable
{
    private static readonly OpeningId Opening = PortalId.New<OpeningId>(SomeDelivery.Now);
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Secured_AfterBegan_IsCompletedWithTheOpeningInItsEntry()
    {
        var id = await BegunAsync();

        await WriteAsync(tx => _house.Outcome.Secured(tx, id, Opening, late: false, SomeDelivery.Now));

        Assert.Equal(DeliveryState.Completed, (await _house.FindAsync(id)).State);
        var entry = (await _house.EntriesAsync(id))[^1];
        Assert.Equal((EntryKinds.DeliveryCompleted, false), (entry.Kind, entry.Late));
        Assert.Contains(Opening.Value, entry.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secured_Late_IsMarked()
    {
        var id = await BegunAsync();

        await WriteAsync(tx => _house.Outcome.Secured(tx, id, Opening, late: true, SomeDelivery.Now));

        Assert.True((await _house.FindAsync(id)).Late);
        Assert.True((await _house.EntriesAsync(id))[^1].Late);
    }

    [Fact]
    public async Task NeverOpened_AfterBegan_IsMissed()
    {
        var id = await BegunAsync();

        await WriteAsync(tx => _house.Outcome.NeverOpened(tx, id, Opening, SomeDelivery.Now));

        Assert.Equal((DeliveryState.Missed, "never_opened"), StateOf(await _house.FindAsync(id)));
    }

    [Fact]
    public async Task Expired_Approved_IsMissed()
    {
        var id = await _house.ApprovedAsync();

        await WriteAsync(tx => _house.Outcome.Expired(tx, id, SomeDelivery.Now));

        Assert.Equal(DeliveryState.Missed, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Incident_ThenLateProof_IsCompletedLate()
    {
        var id = await BegunAsync();
        await WriteAsync(tx => _house.Outcome.Incident(tx, id, "device_silent", SomeDelivery.Now));
        Assert.Equal((DeliveryState.Incident, "device_silent"), StateOf(await _house.FindAsync(id)));

        await WriteAsync(tx => _house.Outcome.Secured(tx, id, Opening, late: true, SomeDelivery.Now));

        Assert.Equal(DeliveryState.Completed, (await _house.FindAsync(id)).State);
    }

    [Fact]
    public async Task IllegalStep_ChangesNothingAndKeepsTheTransaction()
    {
        var id = await _house.ApprovedAsync();
        var before = await _house.FindAsync(id);

        await WriteAsync(tx => _house.Outcome.Secured(tx, id, Opening, late: false, SomeDelivery.Now));

        Assert.Equal(before.Version, (await _house.FindAsync(id)).Version);
    }

    private static (DeliveryState State, string? Reason) StateOf(Portal.Deliveries.Delivery delivery) => (delivery.State, delivery.Reason);

    private async Task<DeliveryId> BegunAsync()
    {
        var id = await _house.ApprovedAsync();
        await WriteAsync(tx => _house.Outcome.Began(tx, id, Opening, SomeDelivery.Now));
        Assert.Equal(DeliveryState.InProgress, (await _house.FindAsync(id)).State);
        return id;
    }

    private Task WriteAsync(Action<Transaction> work) => _house.Database.WriteAsync(work, DeliveryHouse.Stop);
}
