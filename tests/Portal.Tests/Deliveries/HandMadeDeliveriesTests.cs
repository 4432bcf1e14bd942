using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Tests.Deliveries;

/// <summary>'A delivery person I expect'.</summary>
public sealed class HandMadeDeliveriesTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Make_ByAnApprover_IsApprovedAtOnce()
    {
        var made = await _house.HandMade.MakeAsync(_house.Approver, Draft(), DeliveryHouse.Stop);

        var delivery = await _house.FindAsync(Assert.NotNull(made.Made));
        Assert.Equal((DeliveryState.Approved, _house.Approver, null), (delivery.State, delivery.MadeBy, delivery.Carrier));
        Assert.Equal("ready", await _house.GrantStateAsync(delivery.Id));
        Assert.Equal(EntryKinds.DeliveryApproved, Assert.Single(await _house.EntriesAsync(delivery.Id)).Kind);
    }

    [Fact]
    public async Task Make_EmptyForm_NamesEachField()
    {
        var made = await _house.HandMade.MakeAsync(_house.Owner, new HandMadeDraft(), DeliveryHouse.Stop);

        Assert.Equal(
            [nameof(HandMadeDraft.AccessPoint), nameof(HandMadeDraft.Description), nameof(HandMadeDraft.End)], made.Faults.Keys.Order());
    }

    [Fact]
    public async Task S28_Make_AtAStrangersPlace_IsAsIfItWereNotThere()
    {
        var made = await _house.HandMade.MakeAsync(_house.Stranger, Draft(), DeliveryHouse.Stop);

        Assert.Equal("Choose one of your access points.", made.Faults[nameof(HandMadeDraft.AccessPoint)]);
    }

    [Fact]
    public async Task S17_Make_OverlappingAnother_IsAFieldFault()
    {
        await _house.ApprovedAsync();

        var made = await _house.HandMade.MakeAsync(_house.Owner, Draft(), DeliveryHouse.Stop);

        Assert.Null(made.Made);
        Assert.Contains(nameof(HandMadeDraft.Start), made.Faults.Keys);
    }

    [Fact]
    public async Task S12_ShowAccess_EachTime_IsAnEntryWithoutTheCode()
    {
        var id = await MadeAsync();

        var first = await _house.HandMade.ShowAccessAsync(_house.Owner, id, DeliveryHouse.Stop);
        var second = await _house.HandMade.ShowAccessAsync(_house.Approver, id, DeliveryHouse.Stop);

        Assert.NotNull(first);
        Assert.Equal(first, second);
        Assert.Matches("^[0-9]{8}$", first.Code);
        Assert.StartsWith("https://portal.example/d/", first.Link, StringComparison.Ordinal);
        var disclosed = (await _house.EntriesAsync(id)).Where(entry => entry.Kind == EntryKinds.AccessDisclosed).ToList();
        Assert.Equal([_house.Owner.Value, _house.Approver.Value], disclosed.Select(entry => entry.Actor.Id));
        Assert.All(disclosed, entry => Assert.DoesNotContain(first.Code, entry.Data, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ShowAccess_ViewerStrangerRevoked_ShowsNothing()
    {
        var id = await MadeAsync();

        Assert.Null(await _house.HandMade.ShowAccessAsync(_house.Viewer, id, DeliveryHouse.Stop));
        Assert.Null(await _house.HandMade.ShowAccessAsync(_house.Stranger, id, DeliveryHouse.Stop));
        await _house.Answers.RevokeAsync(_house.Owner, id, DeliveryHouse.Stop);
        Assert.Null(await _house.HandMade.ShowAccessAsync(_house.Owner, id, DeliveryHouse.Stop));
    }

    [Fact]
    public async Task S12_ShowAccess_OfACarriersDelivery_ShowsNothing()
    {
        var id = await _house.ApprovedAsync();

        Assert.Null(await _house.HandMade.ShowAccessAsync(_house.Owner, id, DeliveryHouse.Stop));
    }

    private async Task<DeliveryId> MadeAsync() =>
        (await _house.HandMade.MakeAsync(_house.Owner, Draft(), DeliveryHouse.Stop)).Made ?? throw new InvalidOperationException("Refused.");

    private HandMadeDraft Draft() => new()
    {
        AccessPoint = _house.Car,
        Description = "The florist",
        Start = SomeDelivery.Now.AddHours(1),
        End = SomeDelivery.Now.AddHours(2),
    };
}
