using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>A deleted account is gone for real, and takes nothing along that others need.</summary>
public sealed class AccountDeletionTests : IAsyncLifetime
{
    private const string Mara = "mara@example.com";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;
    private NewOwner _mara = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _mara = await _host.AddOwnerAsync(Mara, Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Deleted_Alone_NothingOfPersonOrHouseholdStays_AndEveryProofDoes()
    {
        await _host.AddCarAsync(_mara.Account, Stop);
        await _host.Get<Database>().WriteAsync(
            tx => RetentionStore.Save(
                tx, _mara.Household, RetentionKind.Pictures, new RetentionChoice { Days = 7, DaysBefore = 30, SetAt = _time.GetUtcNow() }, _mara.Account),
            Stop);
        using var browser = await _host.SignInAsync(Mara, Stop);

        Assert.Equal([HouseholdFate.Ends], (await FindAsync()).Households.Select(one => one.Fate));
        Assert.Equal(DeletionOutcome.Done, await DeleteAsync("Mara"));

        using var page = await browser.GetAsync("/settings", Stop);
        using var again = await _host.NewVisitor().TrySignInAsync(Mara, People.Password, Stop);
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK), (page.StatusCode, again.StatusCode));
        Assert.Equal(
            [0L, 0L, 0L, 0L, 0L],
            await ReadAsync<long>(
                """
                SELECT count(*) FROM account WHERE name <> '' OR email <> '' OR password_hash IS NOT NULL
                UNION ALL SELECT count(*) FROM session
                UNION ALL SELECT count(*) FROM retention
                UNION ALL SELECT count(*) FROM access_point WHERE name <> '' OR car_plate IS NOT NULL
                UNION ALL SELECT count(*) FROM ledger_body WHERE household_id IS NOT NULL AND kind <> 'entries_erased'
                """));
        Assert.Empty(await TestLedger.CheckAsync(_host.Get<Database>(), LedgerKey.PublicKeyIn(_host.Get<KeyFolder>())));
        Assert.NotNull(await _host.AddOwnerAsync(Mara, Stop));
    }

    [Fact]
    public async Task Deleted_AmongOthers_TheHouseholdGoesOnWithoutTheName()
    {
        var jonas = await AddJonasAsync(MemberRole.Owner);

        Assert.Equal([HouseholdFate.Left], (await FindAsync()).Households.Select(one => one.Fate));
        Assert.Equal(DeletionOutcome.Done, await DeleteAsync("Mara"));

        Assert.Equal([jonas], await ReadAsync<AccountId>($"SELECT account_id FROM member WHERE household_id = '{_mara.Household}'"));
        var kinds = await ReadAsync<string>($"SELECT kind FROM ledger_body WHERE household_id = '{_mara.Household}' ORDER BY position");
        Assert.Contains(EntryKinds.HouseholdCreated, kinds);
        Assert.Equal(EntryKinds.MemberLeft, kinds[^1]);
    }

    [Fact]
    public async Task LastOwner_OfOthers_IsAskedForAnotherFirst()
    {
        await AddJonasAsync(MemberRole.Approver);

        Assert.Equal([HouseholdFate.NeedsOwner], (await FindAsync()).Households.Select(one => one.Fate));
        Assert.Equal(DeletionOutcome.NotYet, await DeleteAsync("Mara"));
        Assert.Equal(2, (await ReadAsync<string>($"SELECT account_id FROM member WHERE household_id = '{_mara.Household}'")).Count);
    }

    [Fact]
    public async Task Alone_WithADeviceOnADoor_ReleasesItFirst()
    {
        using var device = await _host.PairDeviceAsync(_mara.Account, await _host.AddCarAsync(_mara.Account, Stop), Stop);

        Assert.Equal([HouseholdFate.NotYet], (await FindAsync()).Households.Select(one => one.Fate));
        Assert.Equal(DeletionOutcome.NotYet, await DeleteAsync("Mara"));

        Assert.Equal(AccessOutcome.Done, await _host.Get<Portal.Access.DeviceReleases>().ReleaseAsync(_mara.Account, isFresh: true, device.Id, Stop));
        Assert.Equal(DeletionOutcome.Done, await DeleteAsync("Mara"));
    }

    [Fact]
    public async Task S25_LongAfterSigningIn_OrWithAnotherName_NothingIsDeleted()
    {
        Assert.Equal(DeletionOutcome.NameDiffers, await DeleteAsync("mara"));
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));

        Assert.Equal(DeletionOutcome.SignInAgain, await page.ServiceProvider.GetRequiredService<IAccountDeletion>().DeleteAsync("Mara", Stop));
        Assert.Equal(["Mara"], await ReadAsync<string>("SELECT name FROM account"));
    }

    [Fact]
    public async Task S24_Recovered_NothingIsDeletedForADay()
    {
        await _host.RecoverAsync(_mara.Account, Stop);

        Assert.Equal(DeletionOutcome.Held, await DeleteAsync("Mara"));
        Assert.Equal(["Mara"], await ReadAsync<string>("SELECT name FROM account"));
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromHours(24));
        Assert.Equal(DeletionOutcome.Done, await DeleteAsync("Mara"));
    }

    [Fact]
    public async Task Staff_AreTakenBackByAnOperator()
    {
        var sam = await _host.AddStaffAsync("sam@example.com", StaffRole.Support, Stop);
        await using var page = await _host.OpenPageAsync(sam, Stop);
        var port = page.ServiceProvider.GetRequiredService<IAccountDeletion>();

        Assert.False(Required.Of(await port.FindAsync(Stop)).MayBeDeleted);
        Assert.Equal(DeletionOutcome.NotYet, await port.DeleteAsync("Sam", Stop));
    }

    private async Task<AccountId> AddJonasAsync(MemberRole role)
    {
        var jonas = (await _host.AddOwnerAsync("jonas@example.com", Stop)).Account;
        await _host.Get<Database>().WriteAsync(tx => HouseholdStore.InsertMember(tx, _mara.Household, jonas, role, _time.GetUtcNow()), Stop);
        return jonas;
    }

    private async Task<DeletionView> FindAsync()
    {
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        return Required.Of(await page.ServiceProvider.GetRequiredService<IAccountDeletion>().FindAsync(Stop));
    }

    private async Task<DeletionOutcome> DeleteAsync(string name)
    {
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        return await page.ServiceProvider.GetRequiredService<IAccountDeletion>().DeleteAsync(name, Stop);
    }

    private Task<List<T>> ReadAsync<T>(string sql) => _host.Get<Database>().ReadAsync(connection => connection.Query<T>(sql).AsList(), Stop);
}
