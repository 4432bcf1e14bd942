using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>How long things are kept: an owner's choice, within the operator's limits.</summary>
public sealed class HouseholdRetentionTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;
    private NewOwner _mara = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _mara = await _host.AddOwnerAsync("mara@example.com", Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Set_ByTheOwner_HoldsAndIsAnEntry()
    {
        Assert.Equal(RetentionOutcome.Done, await SetAsync(_mara.Account, RetentionKind.Activity, 180));

        Assert.Equal([(RetentionKind.Pictures, 30), (RetentionKind.Parcels, 1095), (RetentionKind.Activity, 180)], await DaysAsync());
        var entry = await NewestAsync();
        Assert.Equal((EntryKinds.RetentionSet, """{"kind":"activity","days":180,"before":1095}"""), (entry.Kind, entry.Data));

        Assert.Equal(RetentionOutcome.Done, await SetAsync(_mara.Account, RetentionKind.Activity, 180));
        Assert.Equal(entry.Position, (await NewestAsync()).Position);
    }

    [Theory]
    [InlineData(RetentionKind.Pictures, 0)]
    [InlineData(RetentionKind.Pictures, 91)]
    [InlineData(RetentionKind.Activity, 179)]
    [InlineData(RetentionKind.Parcels, int.MaxValue)]
    public async Task Set_BeyondTheOperatorsLimits_IsRefused(RetentionKind kind, int days)
    {
        Assert.Equal(RetentionOutcome.OutOfLimits, await SetAsync(_mara.Account, kind, days));
        Assert.Empty(await ReadAsync<long>("SELECT days FROM retention"));
    }

    [Fact]
    public async Task S25_Set_LongAfterSigningIn_IsAskedFirst()
    {
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));

        Assert.Equal(
            RetentionOutcome.SignInAgain,
            await page.ServiceProvider.GetRequiredService<IHouseholdRetention>().SetAsync(_mara.Household, RetentionKind.Pictures, 7, Stop));
    }

    [Fact]
    public async Task S24_Set_InTheDayAfterARecovery_IsRefused()
    {
        await _host.Get<Database>().WriteAsync(tx => UnlockHolds.Begin(tx, _mara.Account, _time.GetUtcNow()), Stop);

        Assert.Equal(RetentionOutcome.Held, await SetAsync(_mara.Account, RetentionKind.Pictures, 7));
        Assert.Empty(await ReadAsync<long>("SELECT days FROM retention"));
    }

    /// <summary>In steps: what was made shorter and is made shorter again counts from the last.</summary>
    [Fact]
    public async Task Shorter_CountsADayLater_AndUntilThenCanBeSetBack()
    {
        var begun = _time.GetUtcNow();
        await SetAsync(_mara.Account, RetentionKind.Pictures, 14);
        Assert.Equal(begun.AddDays(1), await ShorterFromAsync());
        Assert.Equal((30, 14), (await HoldsAsync(hours: 0), await HoldsAsync(hours: 24)));

        _time.SetUtcNow(begun.AddHours(20));
        await SetAsync(_mara.Account, RetentionKind.Pictures, 7);
        Assert.Equal((30, 7), (await HoldsAsync(hours: 23.9), await HoldsAsync(hours: 24)));

        _time.SetUtcNow(begun.AddHours(40));
        await SetAsync(_mara.Account, RetentionKind.Pictures, 60);
        Assert.Null(await ShorterFromAsync());
        Assert.Equal(60, await HoldsAsync(hours: 0));
    }

    [Fact]
    public async Task S28_Set_ByAStrangerAndByOneWhoMayNot_ChangesNothing()
    {
        var jonas = await _host.AddOwnerAsync("jonas@example.com", Stop);
        Assert.Equal(RetentionOutcome.NotFound, await SetAsync(jonas.Account, RetentionKind.Pictures, 7));

        await _host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, _mara.Household, jonas.Account, MemberRole.Approver, _time.GetUtcNow()), Stop);
        Assert.Equal(RetentionOutcome.NotAllowed, await SetAsync(jonas.Account, RetentionKind.Pictures, 7));
        Assert.Empty(await ReadAsync<long>("SELECT days FROM retention"));
    }

    [Fact]
    public async Task Choice_BeyondLimitsThatWereChangedSince_IsReadAsTheNearest()
    {
        await _host.Get<Database>().WriteAsync(
            tx => RetentionStore.Save(
                tx, _mara.Household, RetentionKind.Pictures, new RetentionChoice { Days = 400, DaysBefore = 30, SetAt = _time.GetUtcNow() }, _mara.Account),
            Stop);

        Assert.Equal((RetentionKind.Pictures, 90), (await DaysAsync())[0]);
    }

    [Fact]
    public void Limits_ActivityForLessThanADeviceMayBeAway_StopTheStart() =>
        Assert.Equal(
            "Portal:Retention:Activity:Least is 29; allowed: 30 to 36500 days.",
            new RetentionOptionsValidator()
                .Validate(null, new RetentionOptions { Activity = new RetentionLimits { Least = 29, Days = 30, Most = 90 } }).FailureMessage);

    [Theory]
    [InlineData(0, 30, 90, "Portal:Retention:Pictures:Least is 0; allowed: 1 to 36500 days.")]
    [InlineData(7, 30, 6, "Portal:Retention:Pictures:Most is 6; allowed: 7 (Least) to 36500 days.")]
    [InlineData(7, 6, 90, "Portal:Retention:Pictures:Days is 6; allowed: 7 (Least) to 90 (Most).")]
    [InlineData(7, 91, 90, "Portal:Retention:Pictures:Days is 91; allowed: 7 (Least) to 90 (Most).")]
    public void Limits_ThatCannotBe_StopTheStart(int least, int days, int most, string says) =>
        Assert.Equal(
            says,
            new RetentionOptionsValidator()
                .Validate(null, new RetentionOptions { Pictures = new RetentionLimits { Least = least, Days = days, Most = most } }).FailureMessage);

    [Fact]
    public void Limits_ThatStandThereByThemselves_AreFine() =>
        Assert.True(new RetentionOptionsValidator().Validate(null, new RetentionOptions()).Succeeded);

    private async Task<RetentionOutcome> SetAsync(AccountId account, RetentionKind kind, int days)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        return await page.ServiceProvider.GetRequiredService<IHouseholdRetention>().SetAsync(_mara.Household, kind, days, Stop);
    }

    private async Task<IReadOnlyList<(RetentionKind Kind, int Days)>> DaysAsync()
    {
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        var households = await page.ServiceProvider.GetRequiredService<IHouseholdRetention>().ListAsync(Stop);
        return [.. Assert.Single(households).Kinds.Select(one => (one.Kind, one.Days))];
    }

    private async Task<DateTimeOffset?> ShorterFromAsync()
    {
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        return (await page.ServiceProvider.GetRequiredService<IHouseholdRetention>().ListAsync(Stop))[0].Kinds[0].ShorterFrom;
    }

    /// <summary>How long pictures are kept so many hours from now.</summary>
    private Task<int> HoldsAsync(double hours) => _host.Get<Database>().ReadAsync(
        connection => new RetentionOptions().Pictures.At(
            RetentionStore.Find(connection, _mara.Household, RetentionKind.Pictures), _time.GetUtcNow().AddHours(hours)),
        Stop);

    private async Task<LedgerEntry> NewestAsync() => (await _host.Get<Database>().ReadAsync(
        connection => LedgerReader.Read(connection, "body.household_id = @Household ORDER BY body.position DESC LIMIT 1", new { _mara.Household }), Stop))[0];

    private Task<List<T>> ReadAsync<T>(string sql) => _host.Get<Database>().ReadAsync(connection => connection.Query<T>(sql).AsList(), Stop);
}
