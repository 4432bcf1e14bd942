using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Ledger;
using Portal.Client.Live;
using Portal.Client.Notifications;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Notifications;

/// <summary>Each test has a household of its own, with an owner and an approver.</summary>
public sealed class AccessReviewTests(AccessReviewTests.OnePortal portal) : IClassFixture<AccessReviewTests.OnePortal>, IAsyncLifetime
{
    private static int _households;

    private readonly string _name = $"h{Interlocked.Increment(ref _households)}";
    private readonly PortalHost _host = portal.Host;
    private readonly ManualTime _time = portal.Time;
    private NewOwner _mara = null!; // Set before the test.
    private AccountId _jonas;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _mara = await _host.AddOwnerAsync($"mara.{_name}@example.com", Stop);
        _jonas = (await _host.AddOwnerAsync($"jonas.{_name}@example.com", Stop)).Account;
        await _host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, _mara.Household, _jonas, MemberRole.Approver, _time.GetUtcNow()), Stop);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Review_After90Days_IsDueForOwnersAloneUntilItIsDone()
    {
        Assert.Empty(await DueAsync(_mara.Account));

        _time.SetUtcNow(_time.GetUtcNow().AddDays(90));
        Assert.Empty(await DueAsync(_mara.Account));
        await _host.AddCarAsync(_mara.Account, Stop);
        Assert.Equal([_mara.Household], (await DueAsync(_mara.Account)).Select(due => due.Household));
        Assert.DoesNotContain(await DueAsync(_jonas), due => due.Household == _mara.Household);

        Assert.True(await AskAsync(_mara.Account, reviews => reviews.ConfirmAsync(_mara.Household, Stop)));
        Assert.Empty(await DueAsync(_mara.Account));
        Assert.Equal(EntryKinds.AccessReviewed, await LastKindAsync());

        _time.SetUtcNow(_time.GetUtcNow().AddDays(90));
        Assert.Single(await DueAsync(_mara.Account));
    }

    [Fact]
    public async Task Confirm_NotAnOwner_IsRefusedAndNoEntry()
    {
        var before = await LastKindAsync();

        Assert.False(await AskAsync(_jonas, reviews => reviews.ConfirmAsync(_mara.Household, Stop)));

        Assert.Equal(before, await LastKindAsync());
    }

    [Fact]
    public async Task Review_NamesPeopleDevicesRulesAndFeeds()
    {
        var car = await _host.AddCarAsync(_mara.Account, Stop);
        using var device = await _host.PairDeviceAsync(_mara.Account, car, Stop);
        await using (var page = await _host.OpenPageAsync(_jonas, Stop))
            Assert.NotNull((await page.ServiceProvider.GetRequiredService<ICalendarFeeds>().MakeAsync(_mara.Household, Stop)).Address);

        var review = await ReviewAsync();

        Assert.Equal(new HashSet<AccountId> { _mara.Account, _jonas }, review.Members.Select(member => member.Id).ToHashSet());
        Assert.Equal((car, device.Id), (Assert.Single(review.Places).Id, Assert.Single(review.Places[0].Devices).Id));
        Assert.Equal(_jonas, Assert.Single(review.Feeds).Member);
        Assert.Equal((null, _time.GetUtcNow().AddDays(90)), (review.ReviewedAt, review.DueAt));
    }

    [Fact]
    public async Task Review_ListsTokensOfMembersAlone_AndTheirNamesOnlyToWhomTheyAre()
    {
        await MakeTokenAsync(_jonas);
        await MakeTokenAsync((await _host.AddOwnerAsync($"tove.{_name}@example.com", Stop)).Account);

        var token = Assert.Single((await ReviewAsync()).Tokens);
        var own = Assert.Single((await AskAsync(_jonas, reviews => reviews.ListAsync(Stop))).Single(one => one.Household.Id == _mara.Household).Tokens);

        Assert.Equal((false, null, null), (token.IsYours, token.Label, token.SeenAt));
        Assert.Equal((true, "Doorbell lamp"), (own.IsYours, own.Label));
    }

    [Fact]
    public async Task RemoveFeed_ByTheOwner_IsGone_ByAnotherMember_IsNot()
    {
        await using (var page = await _host.OpenPageAsync(_mara.Account, Stop))
            await page.ServiceProvider.GetRequiredService<ICalendarFeeds>().MakeAsync(_mara.Household, Stop);

        Assert.False(await AskAsync(_jonas, reviews => reviews.RemoveFeedAsync(_mara.Household, _mara.Account, Stop)));
        Assert.True(await AskAsync(_mara.Account, reviews => reviews.RemoveFeedAsync(_mara.Household, _mara.Account, Stop)));
        Assert.Empty((await ReviewAsync()).Feeds);
    }

    [Fact]
    public async Task RevokeToken_ByAnOwner_EndsItAndIsAnEntry_ByOthersOrElsewhere_DoesNot()
    {
        await MakeTokenAsync(_mara.Account);
        await MakeTokenAsync(_jonas);
        var tove = await _host.AddOwnerAsync($"tove.{_name}@example.com", Stop);
        var tokens = (await ReviewAsync()).Tokens;
        var (hers, his) = (tokens.Single(token => token.IsYours).Id, tokens.Single(token => !token.IsYours).Id);

        Assert.False(await AskAsync(_jonas, reviews => reviews.RevokeTokenAsync(_mara.Household, hers, Stop)));
        Assert.False(await AskAsync(tove.Account, reviews => reviews.RevokeTokenAsync(_mara.Household, his, Stop)));
        Assert.False(await AskAsync(tove.Account, reviews => reviews.RevokeTokenAsync(tove.Household, his, Stop)));
        Assert.Equal(2, (await ReviewAsync()).Tokens.Count);

        Assert.True(await AskAsync(_mara.Account, reviews => reviews.RevokeTokenAsync(_mara.Household, his, Stop)));

        Assert.Equal(hers, Assert.Single((await ReviewAsync()).Tokens).Id);
        Assert.Equal(EntryKinds.TokenRevoked, await LastKindAsync());
        Assert.False(await AskAsync(_mara.Account, reviews => reviews.RevokeTokenAsync(_mara.Household, his, Stop)));
    }

    [Fact]
    public async Task S26_CarrierBlocked_ByAnOwnerAlone_IsAnEntryAndCanBeTakenBack()
    {
        var @operator = await _host.AddStaffAsync($"operator.{_name}@example.com", StaffRole.Operator, Stop);
        using var carrier = await FakeCarrier.AddAsync(_host, @operator, "Nordpost", Stop);
        var car = await _host.AddCarAsync(_mara.Account, Stop);

        Assert.Equal(CarrierBlockOutcome.NotAllowed, await BlockAsync(_jonas, carrier.Id, isBlocked: true));
        Assert.False(await IsBlockedAsync(carrier.Id, car));

        Assert.Equal(CarrierBlockOutcome.Done, await BlockAsync(_mara.Account, carrier.Id, isBlocked: true));
        Assert.True(await IsBlockedAsync(carrier.Id, car));
        Assert.Equal((carrier.Id, true), (Assert.Single((await ReviewAsync()).Carriers) is var one ? (one.Id, one.BlockedSince is not null) : default));
        Assert.Equal(EntryKinds.CarrierBlocked, await LastKindAsync());

        Assert.Equal(CarrierBlockOutcome.Done, await BlockAsync(_mara.Account, carrier.Id, isBlocked: false));
        Assert.False(await IsBlockedAsync(carrier.Id, car));
        Assert.Equal(EntryKinds.CarrierUnblocked, await LastKindAsync());
    }

    [Fact]
    public async Task S25_CarrierTakenBack_LongAfterSigningInOrAfterARecovery_StaysBlocked()
    {
        var @operator = await _host.AddStaffAsync($"operator.{_name}@example.com", StaffRole.Operator, Stop);
        using var carrier = await FakeCarrier.AddAsync(_host, @operator, "Südpost", Stop);
        var car = await _host.AddCarAsync(_mara.Account, Stop);
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));
        var carriers = page.ServiceProvider.GetRequiredService<IHouseholdCarriers>();

        Assert.Equal(CarrierBlockOutcome.Done, await carriers.BlockAsync(_mara.Household, carrier.Id, isBlocked: true, Stop));
        Assert.Equal(CarrierBlockOutcome.SignInAgain, await carriers.BlockAsync(_mara.Household, carrier.Id, isBlocked: false, Stop));
        Assert.True(await IsBlockedAsync(carrier.Id, car));

        await _host.RecoverAsync(_mara.Account, Stop);
        Assert.Equal(CarrierBlockOutcome.Held, await BlockAsync(_mara.Account, carrier.Id, isBlocked: false));
        Assert.True(await IsBlockedAsync(carrier.Id, car));
    }

    private async Task MakeTokenAsync(AccountId account)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        Assert.NotNull((await page.ServiceProvider.GetRequiredService<IAccessTokens>().MakeAsync("Doorbell lamp", Stop)).Token);
    }

    private async Task<CarrierBlockOutcome> BlockAsync(AccountId account, CarrierId carrier, bool isBlocked)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        return await page.ServiceProvider.GetRequiredService<IHouseholdCarriers>().BlockAsync(_mara.Household, carrier, isBlocked, Stop);
    }

    private Task<bool> IsBlockedAsync(CarrierId carrier, AccessPointId car) => _host.Get<Database>().ReadAsync(
        connection => CarrierStanding.Find(connection, carrier, _mara.Household, car).Blocked, Stop);

    private async Task<IReadOnlyList<AccessReviewDue>> DueAsync(AccountId account)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        var needs = await page.ServiceProvider.GetRequiredService<IHouseholdNeeds>().ReadAsync(Stop);
        Assert.Equal(needs.ReviewsDue.Count, needs.Mark.Count);
        return needs.ReviewsDue;
    }

    private async Task<AccessReviewView> ReviewAsync() =>
        (await AskAsync(_mara.Account, reviews => reviews.ListAsync(Stop))).Single(review => review.Household.Id == _mara.Household);

    private async Task<T> AskAsync<T>(AccountId account, Func<IAccessReviews, Task<T>> ask)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        return await ask(page.ServiceProvider.GetRequiredService<IAccessReviews>());
    }

    private async Task<string> LastKindAsync() => (await _host.Get<Database>().ReadAsync(
        connection => LedgerReader.Read(connection, "body.household_id = @Household ORDER BY body.position DESC LIMIT 1", new { _mara.Household }), Stop))[0].Kind;

    /// <summary>One portal for all of these tests.</summary>
    public sealed class OnePortal : IAsyncLifetime
    {
        internal ManualTime Time { get; } = new();

        internal PortalHost Host { get; private set; } = null!; // Set before the first test.

        public async ValueTask InitializeAsync() => Host = await PortalHost.StartAsync(new PortalHostOptions { Time = Time }, Stop);

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
