using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>One account in two households: owner of its own, approver in another. What is done in one is done in that one.</summary>
public sealed class SeveralHouseholdsTests : IAsyncLifetime
{
    private PortalHost _host = null!; // Set before each test.
    private NewOwner _mine = null!; // As above.
    private NewOwner _hers = null!; // As above.
    private AccessPointId _car;
    private AccessPointId _door;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(Cancel);
        _mine = await _host.AddOwnerAsync("mara@example.org", Cancel);
        _hers = await _host.AddOwnerAsync("ingrid@example.org", Cancel);
        _car = await _host.AddCarAsync(_mine.Account, Cancel);
        _door = await _host.AddCarAsync(_hers.Account, Cancel);
        await JoinAsync(MemberRole.Approver);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Pause_OfOneHousehold_HoldsThereAlone()
    {
        Assert.Equal(AccessOutcome.Done, await AskAsync(access => access.PauseHouseholdAsync(_hers.Household, Cancel)));

        var points = await AskAsync(access => access.ListAsync(Cancel));

        Assert.Equal([_door], points.Where(point => point.PauseInForce is not null).Select(point => point.Id));
        Assert.Equal([true, false], (await AskAsync(access => access.ListHouseholdsAsync(Cancel))).Select(one => one.Pause is null));
    }

    [Fact]
    public async Task Lift_OfOneHousehold_LeavesTheOtherPaused()
    {
        foreach (var household in new[] { _mine.Household, _hers.Household })
            await AskAsync(access => access.PauseHouseholdAsync(household, Cancel));

        Assert.Equal(AccessOutcome.Done, await AskAsync(access => access.LiftHouseholdPauseAsync(_mine.Household, Cancel)));

        Assert.Equal([true, false], (await AskAsync(access => access.ListHouseholdsAsync(Cancel))).Select(one => one.Pause is null));
    }

    [Fact]
    public async Task S28_PauseOfAHouseholdOfOthers_IsNotFound()
    {
        var stranger = await _host.AddOwnerAsync("stranger@example.org", Cancel);

        Assert.Equal(AccessOutcome.NotFound, await AskAsync(access => access.PauseHouseholdAsync(stranger.Household, Cancel)));
        Assert.Equal(AccessOutcome.NotFound, await AskAsync(access => access.PauseHouseholdAsync(PortalId.New<HouseholdId>(default), Cancel)));
    }

    [Fact]
    public async Task Lift_ByAViewer_IsNotAllowed()
    {
        await JoinAsync(MemberRole.Viewer);

        Assert.Equal(AccessOutcome.Done, await AskAsync(access => access.PauseHouseholdAsync(_hers.Household, Cancel)));
        Assert.Equal(AccessOutcome.NotAllowed, await AskAsync(access => access.LiftHouseholdPauseAsync(_hers.Household, Cancel)));
    }

    [Fact]
    public async Task Points_SayWhatTheMemberMayDoThere() =>
        Assert.Equal(
            [(_car, MemberRole.Owner), (_door, MemberRole.Approver)],
            (await AskAsync(access => access.ListAsync(Cancel))).Select(point => (point.Id, point.Role)).OrderBy(one => one.Role));

    [Fact]
    public async Task Add_OwnerOfTwo_HasToSayWhose()
    {
        await JoinAsync(MemberRole.Owner);
        var draft = Draft();

        var unsaid = await AskAsync(access => access.AddAsync(draft, Cancel));
        Assert.Equal(["Household"], unsaid.Faults.Keys);
        Assert.Equal(["Household"], (await AskAsync(access => access.CheckAsync(draft, Cancel))).Keys);

        draft.Household = _hers.Household.Value;
        var added = await AskAsync(access => access.AddAsync(draft, Cancel));
        Assert.Equal(_hers.Household, (await AskAsync(access => access.ListAsync(Cancel))).Single(point => point.Id == added.Added).Household);
    }

    [Fact]
    public async Task Add_ToAHouseholdThatIsNotOwned_IsRefused()
    {
        var draft = Draft();
        draft.Household = _hers.Household.Value;

        Assert.Equal(["Household"], (await AskAsync(access => access.AddAsync(draft, Cancel))).Faults.Keys);
    }

    private static AccessPointDraft Draft() => new()
    {
        Kind = AccessPointKind.Door,
        Name = "Back door",
        TimeZone = "Europe/Berlin",
        Latitude = 52.5,
        Longitude = 13.4,
    };

    private Task JoinAsync(MemberRole role) => _host.Get<Database>().WriteAsync(
        tx =>
        {
            HouseholdStore.DeleteMember(tx, _hers.Household, _mine.Account);
            HouseholdStore.InsertMember(tx, _hers.Household, _mine.Account, role, ManualTime.Start.AddYears(1));
        },
        Cancel);

    private async Task<T> AskAsync<T>(Func<IHouseholdAccess, Task<T>> ask)
    {
        await using var page = await _host.OpenPageAsync(_mine.Account, Cancel);
        return await ask(page.ServiceProvider.GetRequiredService<IHouseholdAccess>());
    }
}
