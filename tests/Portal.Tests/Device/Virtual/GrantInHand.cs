using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>A hand-made delivery whose grant a real device holds under a synced lease, and what became of it in the portal.</summary>
internal sealed record GrantInHand(PortalHost Host, DeliveryId Delivery, string Code)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Database Database => Host.Get<Database>();

    /// <summary>Confirms the device, switches synced grants on and waits until it has acknowledged the grant.</summary>
    public static async Task<GrantInHand> MakeAsync(PortalHost host, AccountId owner, AccessPointId car, string device)
    {
        Assert.Equal(AccessOutcome.Done, await host.Get<Pairings>().AnswerAsync(owner, DeviceId.From(device), same: true, Cancel));
        Assert.Equal(AccessOutcome.Done, await host.Get<OfflineSettings>().SetAsync(owner, isFresh: true, car, OfflineMode.Synced, Cancel));
        var now = TimeProvider.System.GetUtcNow();
        var draft = new HandMadeDraft { AccessPoint = car, Description = "The florist", Start = now, End = now.AddHours(1) };
        var delivery = (await host.Get<HandMadeDeliveries>().MakeAsync(owner, draft, Cancel)).Made ?? throw new InvalidOperationException("Refused.");
        var database = host.Get<Database>();
        var proof = await database.ReadAsync(connection => host.Get<Grants>().Prove(connection, delivery), Cancel)
            ?? throw new InvalidOperationException("No code.");
        await Until.TrueAsync(
            "the device holds the grant",
            () => database.ReadAsync(connection => OfflineStore.HoldsWhatItNeeds(connection, DeviceId.From(device), proof.Grant.Value), Cancel),
            Cancel);
        return new GrantInHand(host, delivery, proof.Code);
    }

    public Task<string> StateAsync() => Database.ReadAsync(
        connection => connection.QuerySingle<string>("SELECT state FROM delivery WHERE id = @Delivery", new { Delivery }), Cancel);

    public Task CompletedAsync() => Until.TrueAsync("the delivery is completed", async () => await StateAsync() == "completed", Cancel);

    public Task<IReadOnlyList<string>> OpeningsAsync() => Database.ReadAsync<IReadOnlyList<string>>(
        connection => connection.Query<string>(
            "SELECT opening.state FROM opening JOIN access_grant ON access_grant.id = opening.grant_id WHERE access_grant.delivery_id = @Delivery",
            new { Delivery }).AsList(),
        Cancel);

    public Task<IReadOnlyList<string>> GrantsAsync() => Database.ReadAsync<IReadOnlyList<string>>(
        connection => connection.Query<string>("SELECT state FROM access_grant WHERE delivery_id = @Delivery", new { Delivery }).AsList(), Cancel);

    /// <summary>The kinds of its entries, in order.</summary>
    public async Task<IReadOnlyList<string>> StoryAsync() => [.. (await Database.ReadAsync(
        connection => LedgerReader.Read(connection, "body.delivery_id = @Delivery ORDER BY body.position", new { Delivery }), Cancel)).Select(entry => entry.Kind)];
}
