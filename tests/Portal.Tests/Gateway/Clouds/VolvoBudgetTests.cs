using Dapper;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Gateway.Clouds;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>Volvo allows only so many calls a day: they are counted durably, spread fairly, and openings come first.</summary>
public sealed class VolvoBudgetTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_AreCountedBeforeTheyAreMade_AndACountSurvivesARestart()
    {
        var data = Directory.CreateTempSubdirectory("portal-volvo-");
        try
        {
            await using (var first = await VolvoHouse.StartAsync(data))
            {
                await first.PairAsync();
                Assert.Equal(first.Volvo.Calls.Count, await UsedAsync(first));
                await SpendAsync(first, 9_999);
            }

            await using var volvo = await FakeVolvo.StartAsync(new ManualTime(), Stop);
            await using var again = await PortalHost.StartAsync(new PortalHostOptions { Time = new ManualTime(), Settings = volvo.Settings, Data = data }, Stop);
            var budget = again.Get<VolvoBudget>();
            await budget.TakeAsync(Urgency.Opening, Stop);
            var none = await Assert.ThrowsAsync<CloudException>(() => budget.TakeAsync(Urgency.Opening, Stop));
            Assert.Equal(CloudAway.NoCallsLeft, none.Away);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Calls_FiftyAtOnceForTheLastTen_AreTen()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        await SpendAsync(at, 9_990);
        var budget = at.House.Host.Get<VolvoBudget>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                await budget.TakeAsync(Urgency.Opening, Stop);
                return 1;
            }
            catch (CloudException)
            {
                return 0;
            }
        }));

        Assert.Equal((10, 10_000), (taken.Sum(), await UsedAsync(at)));
    }

    [Fact]
    public async Task Short_IsAskedLessOften_AndSaysHowManyCallsAreLeft()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        Assert.Null((await at.SourceAsync()).CallsLeft);
        // 10 h are left of the day: 36,000 s for 300 questions of two calls.
        await SpendAsync(at, 6_400);

        await at.House.PassAsync(240, step: 5);

        var source = await at.SourceAsync();
        Assert.InRange(source.PollSeconds, 118, 122);
        await SpendAsync(at, 6_700);
        await at.House.PassAsync(125, step: 5);
        source = await at.SourceAsync();
        Assert.InRange(source.PollSeconds, 230, 260);
        Assert.InRange(source.CallsLeft ?? 0, 3_280, 3_300);
    }

    [Fact]
    public async Task Short_IsSharedByAllCarsAlike()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        await SpendAsync(at, 6_700);
        var budget = at.House.Host.Get<VolvoBudget>();
        var one = await budget.PaceAsync(TimeSpan.FromSeconds(120), Stop);
        await at.House.Host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute(
                """
                INSERT INTO device (id, access_point_id, state, profile, model, serial, firmware, capabilities, heartbeat_seconds,
                                    key_x, key_y, key_thumbprint, check_number, claimed_at, paired_at, paired_by, cloud)
                SELECT 'dev_other', access_point_id, state, profile, model, 'other', firmware, '[]', heartbeat_seconds,
                       key_x, key_y, 'volvo:other', check_number, claimed_at, paired_at, paired_by, cloud FROM device WHERE cloud = 'volvo'
                """),
            Stop);

        var two = await budget.PaceAsync(TimeSpan.FromSeconds(120), Stop);

        Assert.Equal(one?.Pause * 2, two?.Pause);
    }

    [Fact]
    public async Task Reserve_QuietQuestionsEnd_TheStateIsUnknown_ButAnOpeningIsFollowed()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        await SpendAsync(at, 7_000);

        await at.House.PassAsync(250, step: 5);
        Assert.Equal(LockState.Unknown, (await at.House.StateAsync()).Lock);
        Assert.Equal(CloudAway.NoCallsLeft, (await at.SourceAsync()).Away);

        var grant = await at.House.ExpectAsync();
        await at.PollNowAsync();
        Assert.True((await at.House.OpenAsync(grant)).Decision.IsGranted);
        await SpendAsync(at, 9_500);
        await at.StandAsync("UNLOCKED", "CLOSED");
        await at.StandAsync("UNLOCKED", "OPEN");

        Assert.NotNull((await at.House.PointAsync()).Opening?.OpenedAt);
        Assert.Null((await at.SourceAsync()).Away);
    }

    [Fact]
    public async Task OverQuota_AsVolvoSaysSo_NothingIsAskedUntilItIsReplenished()
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        at.Volvo.OutOfQuotaFor = TimeSpan.FromMinutes(30);
        var before = at.Volvo.Calls.Count;

        await at.House.PassAsync(250, step: 5);

        Assert.Equal(1, at.Volvo.Calls.Count - before);
        Assert.Equal(CloudAway.NoCallsLeft, (await at.SourceAsync()).Away);
        Assert.Equal(LockState.Unknown, (await at.House.StateAsync()).Lock);
        Assert.Single(await at.House.EntriesAsync(EntryKinds.StateUnknown));
        Assert.Equal(CommandOutcome.DeviceOffline, await at.House.UnlockAsync());

        at.Volvo.OutOfQuotaFor = null;
        at.House.Time.Advance(TimeSpan.FromMinutes(30));
        await at.PollNowAsync();
        Assert.True((await at.House.StateAsync()).Secured);
        Assert.Null((await at.SourceAsync()).Away);
    }

    [Theory]
    [InlineData("UPDATE maker_calls SET used = 10000")]
    [InlineData("DROP TABLE maker_calls")]
    public async Task S09_Lock_GoesOutWithoutACallLeft_AndWhereItCannotBeCounted_UnlockDoesNot(string broken)
    {
        await using var at = await VolvoHouse.StartAsync();
        await at.PairAsync();
        await at.House.Host.Get<Database>().WriteAsync(tx => tx.Connection.Execute(broken), Stop);
        var cloud = Assert.Single(at.House.Host.Get<MakerClouds>().Offered);

        Assert.Equal(CommandOutcome.Asked, await at.House.Access.LockAsync(at.House.Place, Stop));
        Assert.Equal(1, at.Volvo.CountOf("lock"));
        var unlock = await Record.ExceptionAsync(async () => Assert.Equal(
            SendingFate.Refused, (await cloud.SendAsync(at.Volvo.Id.Subject, FakeVolvo.Vin, CommandNames.Unlock, Stop)).Fate));
        Assert.Equal(broken.StartsWith("DROP", StringComparison.Ordinal), unlock is not null);
        Assert.Equal(0, at.Volvo.CountOf("unlock"));
    }

    [Fact]
    public async Task Day_IsCountedByUtc_AndBeginsAnew()
    {
        var midnight = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        await using var at = await VolvoHouse.StartAsync(new ManualTime(midnight.AddMinutes(-10)));
        await at.PairAsync();
        await SpendAsync(at, 10_000);
        await at.House.PassAsync(250, step: 5);
        Assert.Equal(CloudAway.NoCallsLeft, (await at.SourceAsync()).Away);

        at.House.Time.Advance(midnight.AddSeconds(1) - at.House.Time.GetUtcNow());
        await at.PollNowAsync();

        Assert.True((await at.House.StateAsync()).Secured);
        Assert.InRange(await UsedAsync(at), 2, 4);
    }

    private static Task SpendAsync(VolvoHouse at, int used) => at.House.Host.Get<Database>().WriteAsync(
        tx => tx.Connection.Execute("UPDATE maker_calls SET used = @used", new { used }), Stop);

    private static Task<int> UsedAsync(VolvoHouse at) => at.House.Host.Get<Database>().ReadAsync(
        connection => connection.QuerySingle<int>("SELECT used FROM maker_calls"), Stop);
}
