using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>A device that nobody knows offers a pairing code and its key.</summary>
public sealed class ClaimTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_RightCode_IsToldWhoItIsAndWhereToGo()
    {
        var car = await house.AddCarAsync(Cancel);
        using var answer = await ClaimAsync(await CodeAsync(car));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var claimed = await answer.Content.ReadFromJsonAsync<ClaimResponse>(GatewayJson.Options, Cancel);
        Assert.NotNull(claimed);
        Assert.StartsWith("dev_", claimed.DeviceId, StringComparison.Ordinal);
        Assert.Equal(car.Value, claimed.AccessPointId);
        Assert.Equal(new UriBuilder(house.Host.Address) { Scheme = "ws", Path = "gateway" }.Uri, new Uri(claimed.GatewayUrl));
        Assert.NotEmpty(claimed.Audience);
        Assert.True(WireTime.TryParse(claimed.ServerTime, out _));
    }

    [Fact]
    public async Task Claim_CodeAsPeopleTypeIt_IsTaken()
    {
        using var answer = await ClaimAsync(" " + (await CodeAsync()).Replace('-', ' ').ToLowerInvariant());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Claim_WrongUsedAndReplacedCode_AnswerTheSame()
    {
        var car = await house.AddCarAsync(Cancel);
        var replaced = await CodeAsync(car);
        var used = await CodeAsync(car);
        (await ClaimAsync(used)).Dispose();

        var answers = new List<string>();
        foreach (var code in new[] { "0000-0000", "no code at all", replaced, used })
        {
            using var answer = await ClaimAsync(code);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel) ?? [];
            problem.Remove("traceId");
            answers.Add(problem.ToJsonString());
        }

        Assert.Contains(GatewayErrorCodes.PairingCodeInvalid, Assert.Single(answers.Distinct(StringComparer.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_SameCodeAtOnce_IsUsedUpByOne()
    {
        var code = await CodeAsync();
        using var start = new Barrier(8);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                start.SignalAndWait(Cancel);
                using var answer = await ClaimAsync(code);
                return answer.StatusCode;
            },
            Cancel)));

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Claim_KeyOfAnotherDevice_IsRefusedAndTheCodeBurned()
    {
        using var paired = await house.PairDeviceAsync(Cancel);
        var code = await CodeAsync();

        using var refused = await PostAsync(TestDevice.ClaimOf(code, paired.Key));
        using var again = await ClaimAsync(code);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("device_key_in_use", await CodeOfAsync(refused));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Claim_SameModelAndSerialPairedElsewhere_TellsThatOwner()
    {
        var neighbour = await house.Host.AddOwnerAsync("neighbour@example.org", Cancel);
        var theirs = await house.Host.AddCarAsync(neighbour.Account, Cancel);
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var claim = TestDevice.ClaimOf(await house.Host.AskPairingCodeAsync(neighbour.Account, theirs, Cancel), first);
        var claimed = await (await PostAsync(claim)).Content.ReadFromJsonAsync<ClaimResponse>(GatewayJson.Options, Cancel);
        await house.Host.Get<Portal.Access.Pairings>().AnswerAsync(
            neighbour.Account, Portal.Client.Access.DeviceId.From(claimed?.DeviceId ?? ""), same: true, Cancel);

        using var answer = await PostAsync(claim with { PairingCode = await CodeAsync(), PublicKey = PublicKeyJwk.Of(second) });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var told = await house.Host.Get<Database>().ReadAsync(
            connection => LedgerReader.Read(
                connection, "body.kind = @kind", new { kind = EntryKinds.DeviceClaimedElsewhere }),
            Cancel);
        Assert.Equal(neighbour.Household, Assert.Single(told).HouseholdId);
    }

    [Theory]
    [InlineData("pairingCode", null)]
    [InlineData("pairingCode", "5")]
    [InlineData("publicKey", null)]
    [InlineData("publicKey", "\"key\"")]
    [InlineData("publicKey.x", """{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""")]
    [InlineData("publicKey.crv", """{"kty":"EC","x":"AA","y":"AA"}""")]
    [InlineData("profile", "\"toaster\"")]
    [InlineData("model", "\"\"")]
    [InlineData("serial", "\"a\\nb\"")]
    [InlineData("firmware", "{}")]
    [InlineData("capabilities", "\"lock\"")]
    [InlineData("capabilities", "[\"Lock!\"]")]
    [InlineData("heartbeatSeconds", "14")]
    [InlineData("heartbeatSeconds", "301")]
    [InlineData("heartbeatSeconds", "60.5")]
    public async Task S35_Claim_WrongField_IsNamedAndUsesNoCode(string field, string? value)
    {
        var code = await CodeAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var body = JsonSerializer.SerializeToNode(TestDevice.ClaimOf(code, key), GatewayJson.Options)!.AsObject();
        body[field.Split('.')[0]] = value is null ? null : JsonNode.Parse(value);
        using var http = new HttpClient { BaseAddress = house.Host.Address };
        using var answer = await http.PostAsync(
            GatewayPaths.Claim, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), Cancel);
        using var right = await ClaimAsync(code);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("invalid_field", problem.GetProperty("code").GetString());
        Assert.StartsWith(field + ":", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, right.StatusCode);
    }

    [Theory]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("[[[[[[[[[[]]]]]]]]]]", "application/json", HttpStatusCode.BadRequest)]
    public async Task S35_Claim_NoJson_IsRefused(string body, string type, HttpStatusCode status)
    {
        using var http = new HttpClient { BaseAddress = house.Host.Address };
        using var answer = await http.PostAsync(GatewayPaths.Claim, new StringContent(body, Encoding.UTF8, type), Cancel);

        Assert.Equal((status, "invalid_body"), (answer.StatusCode, await CodeOfAsync(answer)));
    }

    [Fact]
    public async Task S35_Claim_LargeBody_IsRefused()
    {
        using var http = new HttpClient { BaseAddress = house.Host.Address };
        using var answer = await http.PostAsync(
            GatewayPaths.Claim, new StringContent(new string(' ', 9000) + "{}", Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "invalid_body"), (answer.StatusCode, await CodeOfAsync(answer)));
    }

    [Fact]
    public async Task S36_Code_InTheDatabase_IsOnlyAHash()
    {
        var code = await CodeAsync();
        var plain = code.Replace("-", "", StringComparison.Ordinal);

        var row = await house.Host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<byte[]>(
                "SELECT code_hash FROM pairing WHERE code_hash = @hash", new { hash = SHA256.HashData(Encoding.ASCII.GetBytes(plain)) }),
            Cancel);

        Assert.Equal(32, row.Length);
        Assert.False(house.Host.DatabaseHolds(plain));
        Assert.False(house.Host.DatabaseHolds(code));
    }

    private Task<string> CodeAsync(Portal.Client.Access.AccessPointId car) =>
        house.Host.AskPairingCodeAsync(house.Owner.Account, car, Cancel);

    private async Task<string> CodeAsync() => await CodeAsync(await house.AddCarAsync(Cancel));

    private async Task<HttpResponseMessage> ClaimAsync(string code)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return await PostAsync(TestDevice.ClaimOf(code, key));
    }

    private async Task<HttpResponseMessage> PostAsync(ClaimRequest claim)
    {
        using var http = new HttpClient { BaseAddress = house.Host.Address };
        return await http.PostAsJsonAsync(GatewayPaths.Claim, claim, GatewayJson.Options, Cancel);
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString();
}
