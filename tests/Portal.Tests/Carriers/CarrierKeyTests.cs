using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Portal.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Ledger;
using Portal.Client.Operator;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>Who gets in by a key, who does not, and what is kept of keys.</summary>
public sealed class CarrierKeyTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    private static CancellationToken Stop => CarrierHouse.Stop;

    private CarrierRegister Register => house.Host.Get<CarrierRegister>();

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic bm9ib2R5Og==")]
    public async Task Call_WithoutAKeyOfOurs_IsUnauthorized(string? authorization)
    {
        using var http = new HttpClient { BaseAddress = house.Host.Address };
        if (authorization is not null)
            http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(authorization);

        using var answer = await http.GetAsync("/api/v1/deliveries", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Contains("\"code\":\"key_invalid\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ByASignedInOwner_IsUnauthorized()
    {
        using var owner = await house.Host.SignInAsync("owner@example.org", Stop);

        using var answer = await owner.GetAsync("/api/v1/deliveries", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Call_WithARevokedKey_IsUnauthorizedAtOnce()
    {
        using var carrier = await FakeCarrier.AddAsync(house.Host, house.Operator, "Revoked", Stop);
        Assert.Equal(200, (await carrier.GetAsync("deliveries", Stop)).Status);

        await Register.RevokeKeyAsync(house.Operator, carrier.Id, CarrierKey.From(carrier.Key).Prefix, Stop);

        Assert.Equal((401, "key_invalid"), Told(await carrier.GetAsync("deliveries", Stop)));
    }

    [Fact]
    public async Task Call_WithAnExpiredKey_IsUnauthorized()
    {
        var key = CarrierKey.New();
        await Register.IssueKeyAsync(house.Operator, house.Nordpost.Id, key, CarrierScopes.All, TimeSpan.FromMilliseconds(1), Stop);
        using var carrier = new FakeCarrier(house.Host.Address, house.Nordpost.Id, key.Text);

        await Until.TrueAsync(
            "the key expires", async () => Told(await carrier.GetAsync("deliveries", Stop)) == (401, "key_invalid"), Stop);
    }

    [Fact]
    public async Task Call_BesideAnotherKey_BothAreGood()
    {
        var key = CarrierKey.New();
        await Register.IssueKeyAsync(house.Operator, house.Nordpost.Id, key, CarrierScopes.All, TimeSpan.FromDays(1), Stop);
        using var rotated = new FakeCarrier(house.Host.Address, house.Nordpost.Id, key.Text);

        Assert.Equal(200, (await rotated.GetAsync("deliveries", Stop)).Status);
        Assert.Equal(200, (await house.Nordpost.GetAsync("deliveries", Stop)).Status);
    }

    [Fact]
    public async Task Call_OfASuspendedCarrier_IsForbiddenAtOnce()
    {
        using var carrier = await FakeCarrier.AddAsync(house.Host, house.Operator, "Suspended", Stop);

        await Register.SuspendAsync(house.Operator, carrier.Id, Stop);

        Assert.Equal((403, "carrier_not_verified"), Told(await carrier.GetAsync("deliveries", Stop)));
    }

    [Theory]
    [InlineData(CarrierScopes.Read, "access")]
    [InlineData(CarrierScopes.Write, "")]
    [InlineData(CarrierScopes.Unlock, "access")]
    public async Task Call_OutsideTheScopesOfTheKey_IsForbidden(string scope, string call)
    {
        using var carrier = await FakeCarrier.AddAsync(house.Host, house.Operator, "Scoped " + scope + call, Stop, scope);

        Assert.Equal((403, "scope_missing"), Told(await carrier.GetAsync("deliveries/1/" + call, Stop)));
    }

    [Fact]
    public async Task S35_Calls_MoreThanTheLimit_AreToldWhenToComeAgain()
    {
        await using var host = await PortalHost.StartAsync(
            new PortalHostOptions
            {
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Portal:Carriers:CallsAtOnce"] = "5",
                    ["Portal:Carriers:CallsPerSecond"] = "1",
                },
            },
            Stop);
        var staff = await host.AddStaffAsync("operator@example.org", Client.Accounts.StaffRole.Operator, Stop);
        using var carrier = await FakeCarrier.AddAsync(host, staff, "Eager", Stop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => carrier.GetAsync("deliveries", Stop)));

        var refused = answers.Where(answer => answer.Status == 429).ToList();
        Assert.InRange(answers.Count(answer => answer.Status == 200), 5, 10);
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.True(answer.RetryAfter >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task S36_Database_HoldsNoKeyInTheClear()
    {
        using var carrier = await FakeCarrier.AddAsync(house.Host, house.Operator, "Hidden", Stop);
        await carrier.GetAsync("deliveries", Stop);

        var files = Directory.EnumerateFiles(house.Host.DataFolder, "portal.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal));

        var secret = Encoding.ASCII.GetBytes(carrier.Key[^20..]);
        Assert.All(files, file => Assert.Equal(-1, Bytes(file).AsSpan().IndexOf(secret)));
    }

    [Fact]
    public async Task Register_EachAct_IsOneEntryByTheOperator()
    {
        var before = await house.Host.Get<LedgerReader>().NewestAsync(Stop);
        using var carrier = await FakeCarrier.AddAsync(house.Host, house.Operator, "Entered", Stop);
        await Register.SetPhoneAsync(house.Operator, carrier.Id, "+49 30 23125 014", Stop);
        await Register.SuspendAsync(house.Operator, carrier.Id, Stop);

        var entries = (await house.Host.Get<LedgerReader>().AfterAsync(before, 100, Stop))
            .Where(entry => entry.Data.Contains(carrier.Id.Value, StringComparison.Ordinal)).ToList();

        Assert.Equal(
            [EntryKinds.CarrierRegistered, EntryKinds.CarrierVerified, EntryKinds.CarrierKeyIssued, EntryKinds.CarrierPhoneSet, EntryKinds.CarrierSuspended],
            entries.Select(entry => entry.Kind));
        Assert.All(entries, entry => Assert.Equal(new Actor(ActorKind.Operator, house.Operator.Value), entry.Actor));
        Assert.All(entries, entry => Assert.DoesNotContain(carrier.Key, entry.Data, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Register_ByWhoIsNoOperator_IsNotAllowed()
    {
        Assert.Null(await Register.RegisterAsync(house.Owner.Account, "Mine", Stop));
        Assert.Equal(OperatorOutcome.NotAllowed, await Register.VerifyAsync(house.Owner.Account, house.Nordpost.Id, Stop));
        Assert.Equal(OperatorOutcome.NotAllowed, await Register.SetPhoneAsync(house.Owner.Account, house.Nordpost.Id, "+49 30 23125 666", Stop));
        Assert.Equal(OperatorOutcome.NotAllowed, await Register.SuspendAsync(account: null, house.Nordpost.Id, Stop));
    }

    private static (int Status, string? Code) Told(ApiResponse answer) => (answer.Status, answer.Code);

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
