using Dapper;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;

namespace Portal.Tests.Deliveries;

/// <summary>Who may let a delivery open without the driver's position, and until when.</summary>
public sealed class PlaceWaiversTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Waive_ByAnOwner_IsKeptAndEntered()
    {
        var id = await _house.ApprovedAsync();

        Assert.Equal(DeliveryOutcome.Done, await _house.OwnerAnswers.WaivePlaceAsync(_house.Owner, id, DeliveryHouse.Stop));

        Assert.True(await IsWaivedAsync());
        Assert.Equal(EntryKinds.PlaceWaived, (await _house.EntriesAsync(id))[^1].Kind);
        Assert.Equal((true, false), await ShownAsync(_house.Owner, id));
    }

    [Fact]
    public async Task Waive_Twice_IsOneEntry()
    {
        var id = await _house.ApprovedAsync();
        await _house.OwnerAnswers.WaivePlaceAsync(_house.Owner, id, DeliveryHouse.Stop);

        Assert.Equal(DeliveryOutcome.NoLongerPossible, await _house.OwnerAnswers.WaivePlaceAsync(_house.Owner, id, DeliveryHouse.Stop));

        Assert.Single(await _house.EntriesAsync(id), entry => entry.Kind == EntryKinds.PlaceWaived);
    }

    [Fact]
    public async Task Waive_ByAnApproverViewerOrStranger_ChangesNothing()
    {
        var id = await _house.ApprovedAsync();

        Assert.Equal(DeliveryOutcome.NotAllowed, await _house.OwnerAnswers.WaivePlaceAsync(_house.Approver, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotAllowed, await _house.OwnerAnswers.WaivePlaceAsync(_house.Viewer, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotFound, await _house.OwnerAnswers.WaivePlaceAsync(_house.Stranger, id, DeliveryHouse.Stop));
        Assert.Equal(DeliveryOutcome.NotFound, await _house.OwnerAnswers.WaivePlaceAsync(account: null, id, DeliveryHouse.Stop));

        Assert.False(await IsWaivedAsync());
        Assert.Equal((false, false), await ShownAsync(_house.Approver, id));
        Assert.Equal((false, true), await ShownAsync(_house.Owner, id));
    }

    [Fact]
    public async Task Waive_BeforeAnApprovalOrAfterItsEnd_IsNoLongerPossible()
    {
        var asked = await _house.RequestAsync();
        Assert.Equal(DeliveryOutcome.NoLongerPossible, await _house.OwnerAnswers.WaivePlaceAsync(_house.Owner, asked, DeliveryHouse.Stop));

        var revoked = await _house.ApprovedAsync();
        await _house.Answers.RevokeAsync(_house.Owner, revoked, DeliveryHouse.Stop);
        Assert.Equal(DeliveryOutcome.NoLongerPossible, await _house.OwnerAnswers.WaivePlaceAsync(_house.Owner, revoked, DeliveryHouse.Stop));
    }

    private Task<bool> IsWaivedAsync() => _house.Database.ReadAsync(
        connection => connection.ExecuteScalar<bool>("SELECT place_waived FROM access_grant"), DeliveryHouse.Stop);

    private async Task<(bool Waived, bool MayWaive)> ShownAsync(AccountId account, DeliveryId id)
    {
        var story = await _house.Database.ReadAsync(connection => DeliveryViews.Story(connection, account, id), DeliveryHouse.Stop);
        return story?.Delivery is { } shown ? (shown.PlaceWaived, shown.MayWaivePlace) : throw new InvalidOperationException("Not shown.");
    }
}
