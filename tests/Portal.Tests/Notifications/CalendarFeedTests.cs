using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Ledger;
using Portal.Notifications;
using Portal.Storage;
using Portal.Tests.Device;
using Portal.Tests.Support;

namespace Portal.Tests.Notifications;

/// <summary>Calendar feeds over HTTP, the day before the clocks go forward in Berlin; each test has a household of its own.</summary>
public sealed class CalendarFeedTests(CalendarFeedTests.OnePortal portal) : IClassFixture<CalendarFeedTests.OnePortal>, IAsyncLifetime
{
    private static readonly DateTimeOffset Saturday = new(2027, 3, 27, 12, 0, 0, TimeSpan.Zero);
    private static int _households;

    private readonly string _name = $"h{Interlocked.Increment(ref _households)}";
    private readonly HttpClient _calendar = new(new SocketsHttpHandler { UseCookies = false });
    private NewOwner _mara = null!; // Set before the test.
    private AccessPointId _car;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PortalHost Host => portal.Host;

    public async ValueTask InitializeAsync()
    {
        _mara = await Host.AddOwnerAsync($"mara.{_name}@example.com", Stop);
        _car = await Host.AddCarAsync(_mara.Account, Stop);
    }

    public ValueTask DisposeAsync()
    {
        _calendar.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task S32_Feed_TellsApprovedWindowsWithoutCodePlaceOrName()
    {
        var delivery = await ApproveAsync(Saturday.AddHours(2), Saturday.AddHours(3));
        var feed = await MakeAsync(_mara.Account);

        using var answer = await _calendar.GetAsync(feed, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal((HttpStatusCode.OK, "text/calendar; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal("no-cache, private", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains(delivery.Value, text, StringComparison.Ordinal);
        Assert.All(
            ["The baker", "Car", "B-PT", "Mara", "Household of", "TRK-", "Berlin"], word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Feed_OfAMemberWhoReadsGerman_IsGerman()
    {
        await Host.Get<Database>().WriteAsync(
            tx => Dapper.SqlMapper.Execute(tx.Connection, "UPDATE account SET language = 'de' WHERE id = @Account", new { _mara.Account }), Stop);
        await ApproveAsync(Saturday.AddHours(2), Saturday.AddHours(3));

        var text = await _calendar.GetStringAsync(await MakeAsync(_mara.Account), Stop);

        Assert.Contains("X-WR-CALNAME:Lieferungen", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Zeitfenster einer Lieferung", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_Revoked_TellsItNoMore()
    {
        var delivery = await ApproveAsync(Saturday.AddHours(2), Saturday.AddHours(3));
        var feed = await MakeAsync(_mara.Account);

        await using var page = await Host.OpenPageAsync(_mara.Account, Stop);
        Assert.Equal(DeliveryOutcome.Done, await page.ServiceProvider.GetRequiredService<IHouseholdDeliveries>().RevokeAsync(delivery, Stop));

        Assert.DoesNotContain("VEVENT", await _calendar.GetStringAsync(feed, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_NothingChanged_SparesTheBytesAndStillAsks()
    {
        await ApproveAsync(Saturday.AddHours(2), Saturday.AddHours(3));
        var feed = await MakeAsync(_mara.Account);
        using var first = await _calendar.GetAsync(feed, Stop);

        Assert.Equal(HttpStatusCode.NotModified, (await AskAgainAsync(feed, first)).StatusCode);
        await ApproveAsync(Saturday.AddHours(4), Saturday.AddHours(5));
        Assert.Equal(HttpStatusCode.OK, (await AskAgainAsync(feed, first)).StatusCode);
    }

    [Fact]
    public async Task S32_Feed_ReplacedRemovedAndNeverMade_AreAnsweredAlike()
    {
        var replaced = await MakeAsync(_mara.Account);
        var removed = await MakeAsync(_mara.Account);
        Assert.Equal(HttpStatusCode.OK, (await _calendar.GetAsync(removed, Stop)).StatusCode);
        await using (var page = await Host.OpenPageAsync(_mara.Account, Stop))
            Assert.True(await page.ServiceProvider.GetRequiredService<ICalendarFeeds>().RemoveAsync(_mara.Household, Stop));

        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in new[] { replaced, removed, new Uri(Host.Address, "/calendar/nobodys.ics"), new Uri(Host.Address, $"/calendar/{new string('a', 200)}.ics") })
            answers.Add(await RefusalAsync(address));

        Assert.StartsWith("NotFound calendar_not_found", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal(
            [EntryKinds.CalendarFeedMade, EntryKinds.CalendarFeedMade, EntryKinds.CalendarFeedRemoved],
            (await EntriesAsync()).Select(entry => entry.Kind).Where(kind => kind.StartsWith("calendar", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S16_MemberLeaves_FeedIsGoneAtOnce()
    {
        var jonas = await AddMemberAsync(MemberRole.Viewer);
        var feed = await MakeAsync(jonas);
        Assert.Equal(HttpStatusCode.OK, (await _calendar.GetAsync(feed, Stop)).StatusCode);

        await using var page = await Host.OpenPageAsync(_mara.Account, Stop);
        Assert.Equal(
            MemberOutcome.Done, await page.ServiceProvider.GetRequiredService<IHouseholdMembers>().RemoveAsync(_mara.Household, jonas, Stop));

        Assert.Equal(HttpStatusCode.NotFound, (await _calendar.GetAsync(feed, Stop)).StatusCode);
    }

    [Fact]
    public async Task S28_Feed_OfAMember_TellsNothingOfTheMembersOtherHousehold()
    {
        var jonas = await AddMemberAsync(MemberRole.Viewer);
        await ApproveAsync(Saturday.AddHours(2), Saturday.AddHours(3));
        await using var page = await Host.OpenPageAsync(jonas, Stop);
        var feeds = page.ServiceProvider.GetRequiredService<ICalendarFeeds>();
        var own = (await feeds.ListAsync(Stop)).Single(feed => feed.Household != _mara.Household);

        var address = (await feeds.MakeAsync(own.Household, Stop)).Address;

        Assert.DoesNotContain("VEVENT", await _calendar.GetStringAsync(AtHost(address), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S36_Secret_IsNotInTheDatabase()
    {
        var feed = await MakeAsync(_mara.Account);
        await _calendar.GetStringAsync(feed, Stop);

        var secret = feed.AbsolutePath["/calendar/".Length..^".ics".Length];
        Assert.Equal(22, secret.Length); // 128 bits.
        Assert.False(Host.DatabaseHolds(secret));
    }

    [Fact]
    public async Task S25_Make_SignedInLongAgo_AsksToConfirm()
    {
        await using var page = await Host.OpenPageAsync(_mara.Account, Stop);
        portal.Time.Advance(TimeSpan.FromMinutes(6));

        var outcome = await page.ServiceProvider.GetRequiredService<ICalendarFeeds>().MakeAsync(_mara.Household, Stop);

        Assert.Equal(new CalendarFeedOutcome(Address: null, SignInAgain: true), outcome);
    }

    [Fact]
    public void S35_TooManyFetches_HaveToWait()
    {
        var limit = CalendarEndpoint.Limit(new DefaultHttpContext());
        using var limiter = limit.Factory(limit.PartitionKey);

        Assert.True(limiter.AttemptAcquire(120).IsAcquired);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        var route = Host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Single(one => one.RoutePattern.RawText == "/calendar/{secret}.ics");
        Assert.Equal(CalendarEndpoint.Policy, route.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName);
    }

    /// <summary>01:30 to 03:30 in Berlin on the day on which 02:00 becomes 03:00 is one hour; the next day's windows are an hour earlier in UTC.</summary>
    [Fact]
    public async Task Feed_ReadByIcalJs_HasTheRightInstantsOverAChangeOfClocks()
    {
        var night = await ApproveAsync(At("2027-03-28T00:30Z"), At("2027-03-28T01:30Z"));
        var before = await ApproveAsync(At("2027-03-27T13:00Z"), At("2027-03-27T14:00Z"));
        var after = await ApproveAsync(At("2027-03-29T12:00Z"), At("2027-03-29T13:00Z"));
        var feed = await MakeAsync(_mara.Account);

        using var script = new NodeScript("calendar.mjs", feed.ToString(), "Europe/Berlin");
        var (exitCode, output, errors) = await script.ExitAsync();

        Assert.Equal((0, ""), (exitCode, errors));
        var said = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(
            [
                (before.Value, "2027-03-27T13:00:00.000Z", "27/03/2027, 14:00 to 27/03/2027, 15:00"),
                (night.Value, "2027-03-28T00:30:00.000Z", "28/03/2027, 01:30 to 28/03/2027, 03:30"),
                (after.Value, "2027-03-29T12:00:00.000Z", "29/03/2027, 14:00 to 29/03/2027, 15:00"),
            ],
            said[..3].Select(one => (Text(one, "uid").Split('@')[0], Text(one, "start"), Text(one, "local"))));
        Assert.Equal(("2.0", "PT15M"), (Text(said[3], "version"), Text(said[3], "refresh")));
    }

    private static string Text(JsonElement said, string name) => said.GetProperty(name).GetString() ?? "";

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<HttpResponseMessage> AskAgainAsync(Uri feed, HttpResponseMessage first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, feed);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag ?? throw new InvalidOperationException("The answer has no tag."));
        return await _calendar.SendAsync(request, Stop);
    }

    private async Task<string> RefusalAsync(Uri address)
    {
        using var answer = await _calendar.GetAsync(address, Stop);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop));
        return $"{answer.StatusCode} {Text(problem, "code")} {Text(problem, "detail")}";
    }

    private async Task<DeliveryId> ApproveAsync(DateTimeOffset start, DateTimeOffset end)
    {
        await using var page = await Host.OpenPageAsync(_mara.Account, Stop);
        var draft = new HandMadeDraft { AccessPoint = _car, Description = "The baker", Start = start, End = end };
        var outcome = await page.ServiceProvider.GetRequiredService<IHouseholdDeliveries>().MakeByHandAsync(draft, Stop);
        return outcome.Made ?? throw new InvalidOperationException(string.Join(' ', outcome.Faults.Values));
    }

    private async Task<Uri> MakeAsync(AccountId account)
    {
        await using var page = await Host.OpenPageAsync(account, Stop);
        return AtHost((await page.ServiceProvider.GetRequiredService<ICalendarFeeds>().MakeAsync(_mara.Household, Stop)).Address);
    }

    /// <summary>The address as given out, at this test's port.</summary>
    private Uri AtHost(string? address) => new(Host.Address, new Uri(address ?? throw new InvalidOperationException("No address was made.")).AbsolutePath);

    private async Task<AccountId> AddMemberAsync(MemberRole role)
    {
        var jonas = (await Host.AddOwnerAsync($"jonas.{_name}@example.com", Stop)).Account;
        await Host.Get<Database>().WriteAsync(tx => HouseholdStore.InsertMember(tx, _mara.Household, jonas, role, portal.Time.GetUtcNow()), Stop);
        return jonas;
    }

    private Task<IReadOnlyList<LedgerEntry>> EntriesAsync() => Host.Get<Database>().ReadAsync(
        connection => LedgerReader.Read(connection, "body.household_id = @Household ORDER BY body.position", new { _mara.Household }), Stop);

    /// <summary>One portal for all of these tests.</summary>
    public sealed class OnePortal : IAsyncLifetime
    {
        internal ManualTime Time { get; } = new(Saturday);

        internal PortalHost Host { get; private set; } = null!; // Set before the first test.

        public async ValueTask InitializeAsync() => Host = await PortalHost.StartAsync(new PortalHostOptions { Time = Time }, Stop);

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
