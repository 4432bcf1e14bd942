using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>Looking things up in a household's ledger, and taking it out, through the port and over HTTP.</summary>
public sealed class ActivityTests(ActivityTests.OneHousehold house) : IClassFixture<ActivityTests.OneHousehold>
{
    private readonly PortalHost _host = house.Host;
    private readonly ManualTime _time = house.Time;
    private readonly NewOwner _mara = house.Mara;
    private readonly NewOwner _tove = house.Tove;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("lighthouse", EntryKinds.DeliveryDeclined)]
    [InlineData("LIGHTH", EntryKinds.DeliveryDeclined)]
    [InlineData("requested", EntryKinds.DeliveryRequested)]
    [InlineData("nordpost requested", EntryKinds.DeliveryRequested)]
    [InlineData("NP00161094 declined", EntryKinds.DeliveryDeclined)]
    [InlineData("mara declined", EntryKinds.DeliveryDeclined)]
    [InlineData("car declined", EntryKinds.DeliveryDeclined)]
    public async Task Search_Words_FindWhatIsNamedOrWritten(string text, string kind) =>
        Assert.Contains(kind, await KindsAsync(_mara.Account, new ActivityFilter { Text = text }));

    [Fact]
    public async Task Subject_IsNamedAsItIsNowAndFound_AndNobodyOnceTheAccountIsGone()
    {
        var owner = await _host.AddOwnerAsync("ida@example.com", Stop);
        var oskar = (await _host.AddOwnerAsync("oskar@example.com", Stop)).Account;
        await _host.Get<Database>().WriteAsync(
            tx =>
            {
                tx.Connection.Execute("UPDATE account SET name = 'Oskar' WHERE id = @oskar", new { oskar });
                HouseholdStore.InsertMember(tx, owner.Household, oskar, MemberRole.Approver, _time.GetUtcNow());
            },
            Stop);
        await using (var page = await _host.OpenPageAsync(owner.Account, Stop))
        {
            var members = page.ServiceProvider.GetRequiredService<IHouseholdMembers>();
            Assert.Equal(MemberOutcome.Done, await members.ChangeRoleAsync(owner.Household, oskar, MemberRole.Viewer, Stop));
            Assert.Equal(MemberOutcome.Done, await members.RemoveAsync(owner.Household, oskar, Stop));
            var carriers = page.ServiceProvider.GetRequiredService<IHouseholdCarriers>();
            Assert.Equal(CarrierBlockOutcome.Done, await carriers.BlockAsync(owner.Household, house.Carrier.Id, isBlocked: true, Stop));
        }

        var found = await ReadAsync(owner.Account, new ActivityFilter { Text = "oskar" });
        Assert.Equal([EntryKinds.MemberRemoved, EntryKinds.MemberRoleChanged], found.Select(entry => entry.Kind));
        Assert.All(found, entry => Assert.Equal("Oskar", entry.SubjectName));
        Assert.Equal("Nordpost", Assert.Single(await ReadAsync(owner.Account, new ActivityFilter { Carrier = house.Carrier.Id })).SubjectName);
        Assert.Equal([EntryKinds.CarrierBlocked], await KindsAsync(owner.Account, new ActivityFilter { Text = "nordpost" }));
        Assert.Empty(await KindsAsync(_tove.Account, new ActivityFilter { Text = "oskar" }));
        Assert.All(found, entry => Assert.DoesNotContain("Oskar", entry.Data, StringComparison.Ordinal));

        await _host.Get<Database>().WriteAsync(tx => _host.Get<AccountErasure>().Erase(tx, oskar, _time.GetUtcNow()), Stop);

        Assert.Empty(await KindsAsync(owner.Account, new ActivityFilter { Text = "oskar" }));
        Assert.All(
            (await ReadAsync(owner.Account, new ActivityFilter())).Where(entry => entry.Kind is EntryKinds.MemberRemoved or EntryKinds.MemberRoleChanged),
            entry => Assert.Null(entry.SubjectName));
    }

    [Theory]
    [InlineData("lighthouse requested")]
    [InlineData("nobody")]
    [InlineData("%")]
    [InlineData("\" OR words : \"a")]
    [InlineData("*")]
    [InlineData("'; DROP TABLE ledger_body; --")]
    public async Task Search_NotAllWordsOrSignsOfASyntax_FindNothing(string text) =>
        Assert.Empty(await KindsAsync(_mara.Account, new ActivityFilter { Text = text }));

    [Fact]
    public async Task S28_Search_AsAMemberOfAnother_FindsNothingOfTheirs()
    {
        Assert.Empty(await KindsAsync(_tove.Account, new ActivityFilter { Text = "lighthouse" }));
        Assert.Empty(await KindsAsync(_tove.Account, new ActivityFilter { Text = "Nordpost" }));
        await using var page = await _host.OpenPageAsync(_tove.Account, Stop);
        var choices = await page.ServiceProvider.GetRequiredService<IHouseholdActivity>().FindChoicesAsync(Stop);
        Assert.Equal((0, 1, 0), (choices.Places.Count, choices.People.Count, choices.Carriers.Count));
    }

    [Fact]
    public async Task Search_ErasedBody_ItsWordsAreGone()
    {
        var owner = await house.AddAsync("erased@example.com", "We are at the windmill");
        var position = (await ReadAsync(owner.Account, new ActivityFilter { Text = "windmill" })).Single().Position;

        await _host.Get<Database>().WriteAsync(
            tx => _host.Get<LedgerErasure>().Erase(tx, _time.GetUtcNow(), Actor.Portal, owner.Household, [position]), Stop);

        Assert.Empty(await KindsAsync(owner.Account, new ActivityFilter { Text = "windmill" }));
        Assert.Equal(0, await _host.Get<Database>().ReadAsync(
            connection => connection.ExecuteScalar<long>("SELECT count(*) FROM ledger_words WHERE ledger_words MATCH 'windmill'"), Stop));
        Assert.Contains(EntryKinds.EntriesErased, await KindsAsync(owner.Account, new ActivityFilter()));
    }

    [Fact]
    public async Task Filter_PersonCarrierGroupAndSpan_Narrow()
    {
        var all = await ReadAsync(_mara.Account, new ActivityFilter());

        Assert.Equal(
            [EntryKinds.DeliveryDeclined, EntryKinds.DeliveryRequested], await KindsAsync(_mara.Account, new ActivityFilter { Carrier = house.Carrier.Id }));
        Assert.Equal(
            [EntryKinds.DeliveryDeclined], await KindsAsync(_mara.Account, new ActivityFilter { Person = _mara.Account, Group = ActivityGroup.Decisions }));
        Assert.Empty(await KindsAsync(_mara.Account, new ActivityFilter { To = ManualTime.Start }));
        Assert.Equal(all.Count, (await ReadAsync(_mara.Account, new ActivityFilter { From = ManualTime.Start })).Count);
        Assert.DoesNotContain(EntryKinds.DeliveryDeclined, await KindsAsync(_mara.Account, new ActivityFilter { From = ManualTime.Start.AddMilliseconds(1) }));
    }

    [Fact]
    public async Task Paging_ByPosition_ShowsEachOnce()
    {
        var all = (await ReadAsync(_mara.Account, new ActivityFilter())).Select(entry => entry.Position).ToList();
        await using var page = await _host.OpenPageAsync(_mara.Account, Stop);
        var activity = page.ServiceProvider.GetRequiredService<IHouseholdActivity>();

        var paged = new List<long>();
        IReadOnlyList<EntryView> next;
        while ((next = await activity.ListAsync(new ActivityFilter(), paged.Count == 0 ? null : paged[^1], 2, Stop)).Count > 0)
            paged.AddRange(next.Select(entry => entry.Position));

        Assert.Equal(all, paged);
        Assert.Equal(all.Count, await activity.CountAsync(Stop));
    }

    [Fact]
    public async Task S25_Export_SignedInLongAgo_IsSentToConfirmWithItsFilter()
    {
        var before = await KindsAsync(_mara.Account, new ActivityFilter());
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);
        _time.Advance(TimeSpan.FromMinutes(6));

        using var answer = await ExportAsync(visitor, ("format", "csv"), ("q", "a b"), ("kind", "denied"));

        Assert.Equal((HttpStatusCode.Found, "/confirm?returnUrl=%2Factivity%3Fq%3Da%2520b%26kind%3Ddenied"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(before, await KindsAsync(_mara.Account, new ActivityFilter()));
    }

    [Fact]
    public async Task Export_Csv_IsTheFilteredLogAndAnEntry()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        using var answer = await ExportAsync(visitor, ("format", "csv"), ("q", "lighthouse"));
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).Split("\r\n");

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=portal-activity.csv", answer.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("at,received_at,late,what,", lines[0], StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], (await answer.Content.ReadAsByteArrayAsync(Stop))[..3]);
        Assert.Contains(",Declined by Mara,", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
        Assert.Equal(EntryKinds.ActivityExported, (await KindsAsync(_mara.Account, new ActivityFilter()))[0]);
    }

    [Fact]
    public async Task Export_Json_HoldsEveryEntryOnce()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);
        var positions = (await ReadAsync(_mara.Account, new ActivityFilter())).Select(entry => entry.Id.Value).ToList();

        using var answer = await ExportAsync(visitor, ("format", "json"));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));

        var ids = document.RootElement.EnumerateArray().Select(entry => entry.GetProperty("id").GetString() ?? "").ToList();
        Assert.Equal(positions, ids[1..]);
        Assert.Equal(EntryKinds.ActivityExported, document.RootElement[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Export_NotAnOwner_IsRefused()
    {
        var nils = await _host.AddOwnerAsync("nils@example.com", Stop);
        await _host.Get<Database>().WriteAsync(
            tx =>
            {
                HouseholdStore.InsertMember(tx, _mara.Household, nils.Account, MemberRole.Approver, _time.GetUtcNow());
                HouseholdStore.SaveRole(tx, nils.Household, nils.Account, MemberRole.Viewer);
            },
            Stop);
        using var visitor = await _host.SignInAsync("nils@example.com", Stop);

        using var answer = await ExportAsync(visitor, ("format", "csv"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Export_WithoutTheFormsToken_IsRefused()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/activity/export") { Content = new FormUrlEncodedContent([new("format", "csv")]) };
        using var answer = await visitor.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49 30", "\"'+49 30\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@sum", "\"'@sum\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("left;=1+1", "\"left;'=1+1\"")]
    [InlineData("left, @sum", "\"left,' @sum\"")]
    [InlineData("left\r\n\"+1\"", "\"left\r\n'\"\"+1\"\"\"")]
    [InlineData("left\t-1", "\"left\t'-1\"")]
    [InlineData("left; right-hand", "left; right-hand")]
    [InlineData("say \"no\", then go\r\nhome", "\"say \"\"no\"\", then go\r\nhome\"")]
    public void S33_Csv_FormulasAndSigns_AreHarmless(string text, string cell) => Assert.Equal(cell + ",x\r\n", Csv.Line([text, "x"]));

    private async Task<IReadOnlyList<EntryView>> ReadAsync(AccountId account, ActivityFilter filter)
    {
        await using var page = await _host.OpenPageAsync(account, Stop);
        return await page.ServiceProvider.GetRequiredService<IHouseholdActivity>().ListAsync(filter, before: null, 200, Stop);
    }

    private async Task<List<string>> KindsAsync(AccountId account, ActivityFilter filter) =>
        (await ReadAsync(account, filter)).Select(entry => entry.Kind).ToList();

    private static Task<HttpResponseMessage> ExportAsync(HttpVisitor visitor, params (string Name, string Value)[] fields) =>
        visitor.PressAsync("/activity", "/activity/export", fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), Stop);

    /// <summary>Mara's household, which declined a carrier's request, and Tove's, which has nothing.</summary>
    public sealed class OneHousehold : IAsyncLifetime
    {
        internal ManualTime Time { get; } = new();

        internal PortalHost Host { get; private set; } = null!; // Set before the first test, like the others.

        internal NewOwner Mara { get; private set; } = null!;

        internal NewOwner Tove { get; private set; } = null!;

        internal FakeCarrier Carrier { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await PortalHost.StartAsync(new PortalHostOptions { Time = Time }, Stop);
            Carrier = await FakeCarrier.AddAsync(Host, await Host.AddStaffAsync("operator@example.com", StaffRole.Operator, Stop), "Nordpost", Stop);
            Mara = await AddAsync("mara@example.com", "We are at the lighthouse, sorry");
            Tove = await Host.AddOwnerAsync("tove@example.com", Stop);
        }

        public async ValueTask DisposeAsync()
        {
            Carrier.Dispose();
            await Host.DisposeAsync();
        }

        internal async Task<NewOwner> AddAsync(string email, string reason)
        {
            var owner = await Host.AddOwnerAsync(email, Stop);
            var car = await Host.AddCarAsync(owner.Account, Stop);
            var handle = await Host.Get<Database>().ReadAsync(
                connection => connection.QuerySingle<string>("SELECT handle FROM access_point WHERE id = @car", new { car }), Stop);
            var delivery = await Carrier.RequestAsync(handle, Time.GetUtcNow(), Stop, (10, 70));
            await using var page = await Host.OpenPageAsync(owner.Account, Stop);
            Assert.Equal(
                DeliveryOutcome.Done, await page.ServiceProvider.GetRequiredService<IHouseholdDeliveries>().DeclineAsync(delivery, reason, Stop));
            return owner;
        }
    }
}
