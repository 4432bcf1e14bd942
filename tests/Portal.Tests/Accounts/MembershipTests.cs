using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>What an account may reach is the set of its memberships, read in the same query.</summary>
public sealed class MembershipTests : IAsyncLifetime
{
    private PortalHost _host = null!;
    private NewOwner _mara = null!;
    private NewOwner _jonas = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(Stop);
        _mara = await _host.AddOwnerAsync("mara@example.com", Stop);
        _jonas = await _host.AddOwnerAsync("jonas@example.com", Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task S28_Households_OfTheSignedIn_AreTheOwnOnly()
    {
        var households = await HouseholdsAsync(_mara.Account);

        Assert.Equal(_mara.Household, Assert.Single(households).Id);
    }

    [Fact]
    public async Task S28_Households_OfNobody_AreNone() => Assert.Empty(await HouseholdsAsync(null));

    [Fact]
    public async Task S28_Households_AfterJoiningASecond_AreBothInTheOrderOfJoining()
    {
        await JoinAsync(_jonas.Household, _mara.Account, MemberRole.Viewer);

        var households = await HouseholdsAsync(_mara.Account);

        Assert.Equal([(_mara.Household, MemberRole.Owner), (_jonas.Household, MemberRole.Viewer)], households.Select(one => (one.Id, one.Role)));
    }

    [Fact]
    public async Task S28_RemovedMember_ReachesNothingAtTheNextQuery()
    {
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        var accounts = page.ServiceProvider.GetRequiredService<IAccounts>();
        Assert.Single(await accounts.HouseholdsAsync(Stop));

        await _host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute("DELETE FROM member WHERE account_id = @Account", new { _mara.Account }), Stop);

        Assert.Empty(await accounts.HouseholdsAsync(Stop));
    }

    [Fact]
    public async Task S28_Join_ForAStrangerNobodyAndAHouseholdThatIsNotThere_FindsTheSameNothing()
    {
        var missing = PortalId.New<HouseholdId>(ManualTime.Start);
        var found = await _host.Get<Database>().ReadAsync(
            connection => new[]
            {
                Count(_mara.Household, _mara.Account),
                Count(_mara.Household, _jonas.Account),
                Count(_mara.Household, null),
                Count(missing, _mara.Account),
            }.Select(query => connection.ExecuteScalar<int>(query.Sql, query.Values)).ToList(),
            Stop);

        Assert.Equal([1, 0, 0, 0], found);

        static (string Sql, object Values) Count(HouseholdId id, AccountId? account) =>
            ($"SELECT count(*) FROM (SELECT id AS household_id FROM household) thing {Membership.Of("thing")} WHERE thing.household_id = @id",
                new { id, account });
    }

    private async Task<IReadOnlyList<HouseholdView>> HouseholdsAsync(AccountId? account)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        return await page.ServiceProvider.GetRequiredService<IAccounts>().HouseholdsAsync(Stop);
    }

    private Task JoinAsync(HouseholdId household, AccountId account, MemberRole role) =>
        _host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, household, account, role, TimeProvider.System.GetUtcNow()), Stop);
}
