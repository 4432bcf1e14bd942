using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Device.Protocol;
using Portal.Gateway;
using Portal.Live;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>
/// S28 over everything that takes an id: another household's, carrier's, device's and agent's ids are answered exactly as ids that nobody
/// ever had. The tables are compared with the program itself, so that what is new cannot be forgotten.
/// </summary>
public sealed class AnotherHouseholdTests(TwoHouseholds houses) : IClassFixture<TwoHouseholds>
{
    private const string CarrierApi = "/api/v1/";

    /// <summary>What a carrier's call on one delivery sends.</summary>
    private static readonly Dictionary<string, string?> CarrierCalls = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/deliveries/{id}"] = null,
        ["GET /api/v1/deliveries/{id}/access"] = null,
        ["POST /api/v1/deliveries/{id}/accept"] = """{"window":{"start":"2026-11-21T14:00:00.000Z","end":"2026-11-21T15:00:00.000Z"}}""",
        ["POST /api/v1/deliveries/{id}/unlock"] = """{"trackingNumber":"NP00161094"}""",
        ["POST /api/v1/deliveries/{id}/withdraw"] = null,
        ["PUT /api/v1/deliveries/{id}/driver"] = """{"name":"Kim"}""",
    };

    /// <summary>What a device could say with something of another household's in it.</summary>
    private static readonly Dictionary<string, Func<TestDevice, int, SomeIds, string>> DeviceCalls = new(StringComparer.Ordinal)
    {
        [GatewayMethods.CheckCode] = (device, seq, ids) => $$"""{"code":"{{ids.Code}}","attemptId":"try-{{seq}}","at":"{{device.Event(seq, "press").At}}"}""",
        [GatewayMethods.CommandResult] = (_, _, ids) => $$"""{"commandId":"{{ids.Get<CommandId>().Value}}","status":"done"}""",
        [GatewayMethods.GrantsSynced] = (_, seq, _) => $$"""{"version":{{seq}}}""",
        [GatewayMethods.Heartbeat] = (device, _, _) => device.Heartbeat(),
        [GatewayMethods.Report] = (device, seq, ids) => JsonSerializer.Serialize<DeviceEvent[]>(
            [device.Event(seq, EventKinds.Unlocked, $$"""{"source":"remote","commandId":"{{ids.Get<CommandId>().Value}}"}""")], GatewayJson.Options),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> PortMethods => [.. PortCall.Names];

    /// <summary>Every page reaches its data through a port, and only there: what a port does not tell, no page shows.</summary>
    [Theory]
    [MemberData(nameof(PortMethods))]
    public async Task S28_Port_AnothersId_IsAnsweredAsNobodys(string name)
    {
        var call = PortCall.Of(name);
        var theirs = await houses.FurnishAsync();
        await using var page = await houses.Host.OpenPageAsync(houses.StrangerTo(call), Stop);

        var nobodys = await call.AskAsync(page.ServiceProvider, SomeIds.Nobodys, Stop);
        Assert.Equal(nobodys, await call.AskAsync(page.ServiceProvider, theirs, Stop));

        await using var own = await houses.Host.OpenPageAsync(houses.PartyTo(call), Stop);
        if (call.TellsTheRightPerson)
            Assert.NotEqual(nobodys, await call.AskAsync(own.ServiceProvider, theirs, Stop));
    }

    [Fact]
    public async Task S28_CarrierApi_AnotherCarriersId_IsAnsweredAsNobodys()
    {
        var calls = Routes().Where(route => route.Path.StartsWith(CarrierApi, StringComparison.Ordinal) && route.Path.Contains('{', StringComparison.Ordinal)).ToList();
        Assert.Equal(CarrierCalls.Keys.Order(StringComparer.Ordinal), calls.Select(route => route.ToString()).Order(StringComparer.Ordinal));
        var theirs = await houses.ApprovedAsync();

        foreach (var route in calls)
        {
            var others = await CallAsync(route, theirs);
            var nobodys = await CallAsync(route, SomeIds.Nobodys.Get<DeliveryId>());
            Assert.Equal((route, 404, "delivery_not_found"), (route, others.Status, others.Code));
            Assert.Equal((nobodys.Status, WithoutTrace(nobodys)), (others.Status, WithoutTrace(others)));
        }

        Assert.Equal("approved", await houses.FindAsync<string>("SELECT state FROM delivery WHERE id = @theirs", new { theirs }));
    }

    [Fact]
    public async Task S28_EveryPageAndList_AsAMemberOfAnother_HoldsNothingOfTheirs()
    {
        var theirs = await houses.FurnishAsync();
        using var visitor = await houses.Host.SignInAsync(TwoHouseholds.Stranger, Stop);
        var asked = 0;
        foreach (var route in Routes().Where(route => route.Method == "GET" && !route.IsPublic && !route.Path.StartsWith(CarrierApi, StringComparison.Ordinal)))
        {
            foreach (var id in theirs.Telling.Where(word => word.Contains('_', StringComparison.Ordinal)))
            {
                using var answer = await visitor.GetAsync(route.With(id), Stop);

                // The page says back which address it has; that is the visitor's own word.
                var text = (await answer.Content.ReadAsStringAsync(Stop)).Replace(route.With(id), "", StringComparison.Ordinal);
                Assert.All(theirs.Telling, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
                asked++;
            }
        }

        Assert.True(asked > 50, "The routes were not found.");
    }

    [Fact]
    public async Task S28_DeviceHub_AnothersCodesAndCommands_AreAnsweredAsNobodys()
    {
        Assert.Equal(HubMethods<DeviceHub>(), DeviceCalls.Keys.Order(StringComparer.Ordinal));
        var theirs = await houses.FurnishAsync();
        var device = houses.OthersDevice;

        await using var hub = await device.ConnectAsync(Stop);
        var seq = 0;
        foreach (var (method, message) in DeviceCalls)
        {
            var nobodys = await hub.InvokeAsync(method, Stop, message(device, ++seq, SomeIds.Nobodys));
            var others = await hub.InvokeAsync(method, Stop, message(device, ++seq, theirs));
            Assert.Equal((method, nobodys.Error, Told(nobodys)), (method, others.Error, Told(others)));
            seq = method == GatewayMethods.Report ? seq : 0;
        }

        var (command, delivery) = (theirs.Get<CommandId>(), theirs.Get<DeliveryId>());
        Assert.Equal("asked", await houses.FindAsync<string>("SELECT status FROM command WHERE id = @command", new { command }));
        Assert.Equal("approved", await houses.FindAsync<string>("SELECT state FROM delivery WHERE id = @delivery", new { delivery }));
    }

    [Fact]
    public async Task S28_LiveHub_AsAMemberOfAnother_TellsNothingOfTheirs()
    {
        Assert.Equal(["Resume"], HubMethods<LiveHub>());
        var theirs = await houses.FurnishAsync();

        using var visitor = await houses.Host.SignInAsync(TwoHouseholds.Stranger, Stop);
        await using var live = await HubSocket.ConnectToLiveAsync(visitor, Stop);
        var told = Assert.NotNull((await live.InvokeAsync("Resume", Stop, "-1")).Result).GetRawText();

        Assert.All(theirs.Telling, word => Assert.DoesNotContain(word, told, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> HubMethods<T>()
        where T : Hub =>
        typeof(T).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.GetCustomAttribute<HubMethodNameAttribute>()?.Name)
            .OfType<string>()
            .Order(StringComparer.Ordinal);

    /// <summary>What an answer says beside times and numbers of its own.</summary>
    private static string Told(HubAnswer answer)
    {
        var told = JsonNode.Parse(answer.Result?.GetRawText() ?? "null") as JsonObject;
        told?.Remove("serverTime");
        told?.Remove("acked");
        told?.Remove("checkpoint");
        return told?.ToJsonString() ?? "";
    }

    private static string WithoutTrace(ApiResponse answer)
    {
        var problem = JsonNode.Parse(answer.Body)!.AsObject(); // A problem is an object.
        problem.Remove("traceId");
        return problem.ToJsonString();
    }

    private Task<ApiResponse> CallAsync(Route route, DeliveryId id)
    {
        var path = route.With(id.Value)[CarrierApi.Length..];
        return route.Method switch
        {
            "GET" => houses.OtherCarrier.GetAsync(path, Stop),
            "PUT" => houses.OtherCarrier.PutAsync(path, CarrierCalls[route.ToString()] ?? "", Stop),
            _ => houses.OtherCarrier.PostAsync(path, CarrierCalls[route.ToString()], Stop),
        };
    }

    private IEnumerable<Route> Routes() =>
        from endpoint in houses.Host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select new Route(method, "/" + endpoint.RoutePattern.RawText?.TrimStart('/'), endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

    private sealed record Route(string Method, string Path, bool IsPublic)
    {
        /// <summary>The address with this id in place of each parameter.</summary>
        public string With(string id) => string.Join('/', Path.Split('/').Select(part => part.StartsWith('{') ? id : part));

        public override string ToString() => Method + " " + Path;
    }
}
