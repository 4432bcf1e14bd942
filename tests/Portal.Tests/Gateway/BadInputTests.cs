using System.Text;
using System.Text.Json;
using Portal.Device.Protocol;
using Portal.Gateway;
using Portal.Tests.Support;
using static Portal.Tests.Gateway.ReportTests;

namespace Portal.Tests.Gateway;

/// <summary>What is wrong is answered with its place and what to do; what is not a message ends the connection (S35).</summary>
public sealed class BadInputTests(OneHouse house) : IClassFixture<OneHouse>
{
    private const string Good = """{"epoch":1,"seq":1,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> WrongEvents => new()
    {
        { """{"seq":1,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].epoch" },
        { """{"epoch":"1","seq":1,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].epoch" },
        { """{"epoch":2,"seq":1,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "epoch_invalid", "[1].epoch" },
        { """{"epoch":1,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].seq" },
        { """{"epoch":1,"seq":0,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].seq" },
        { """{"epoch":1,"seq":-3,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].seq" },
        { """{"epoch":1,"seq":1.5,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].seq" },
        { """{"epoch":1,"seq":99999999999999999999,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].seq" },
        { """{"epoch":1,"seq":2,"at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].kind" },
        { """{"epoch":1,"seq":2,"kind":"Press","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].kind" },
        { """{"epoch":1,"seq":2,"kind":"","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].kind" },
        { """{"epoch":1,"seq":2,"kind":"a\nb","at":"2026-11-21T14:00:00.000Z","data":"{}"}""", "invalid_field", "[1].kind" },
        { """{"epoch":1,"seq":2,"kind":"press","data":"{}"}""", "invalid_field", "[1].at" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T14:00:00Z","data":"{}"}""", "invalid_field", "[1].at" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T15:00:00.000+01:00","data":"{}"}""", "invalid_field", "[1].at" },
        { """{"epoch":1,"seq":2,"kind":"press","at":1763733600,"data":"{}"}""", "invalid_field", "[1].at" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T14:00:00.000Z"}""", "invalid_field", "[1].data" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":{}}""", "invalid_field", "[1].data" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"[]"}""", "invalid_field", "[1].data" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{"}""", "invalid_field", "[1].data" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{} {}"}""", "invalid_field", "[1].data" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{\"a\":\"\ud800\"}"}""", "invalid_field", "[1].data" },
        { """{"epoch":1,"seq":2,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}","signature":5}""", "invalid_field", "[1].signature" },
        { "null", "invalid_field", "[1]" },
        { "7", "invalid_field", "[1]" },
    };

    [Theory]
    [MemberData(nameof(WrongEvents))]
    public async Task S35_Report_WrongEvent_NamesItsPlaceAndStoresNothing(string wrong, string code, string field)
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal((code, field), Refusal(await hub.InvokeAsync(GatewayMethods.Report, Cancel, $"[{Good},{wrong}]")));

        // The connection stays, the number is free, and the refusal was counted.
        Assert.Null((await hub.InvokeAsync(GatewayMethods.Report, Cancel, $"[{Good}]")).Error);
        Assert.Equal(1, house.Host.Get<DeviceMeters>().Of(device.Id).Refused);
    }

    [Theory]
    [InlineData("""{"epoch":1}""", "invalid_field", "-")]
    [InlineData("[]", "invalid_field", "-")]
    [InlineData("null", "invalid_field", "-")]
    [InlineData("\"x\"", "invalid_field", "-")]
    public async Task S35_Report_NoBatch_IsRefused(string batch, string code, string field)
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal((code, field), Refusal(await hub.InvokeAsync(GatewayMethods.Report, Cancel, batch)));
    }

    [Fact]
    public async Task S35_Call_WithAnotherNumberOfArguments_IsRefusedAndCounted()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal("invalid_field", Refusal(await hub.InvokeAsync(GatewayMethods.Report, Cancel)).Code);
        Assert.Equal("invalid_field", Refusal(await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, "{}", "{}")).Code);
        Assert.Equal(2, house.Host.Get<DeviceMeters>().Of(device.Id).Refused);
    }

    [Fact]
    public async Task S35_Report_MoreThan256Events_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        var batch = Enumerable.Range(1, 257).Select(seq => device.Event(seq, EventKinds.Press)).ToArray();

        Assert.Equal((GatewayErrorCodes.TooLarge, "-"), Refusal(await ReportAsync(hub, batch)));
        Assert.Null((await ReportAsync(hub, batch[..256])).Error);
    }

    [Fact]
    public async Task S35_Report_DataOver4KiB_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal((GatewayErrorCodes.TooLarge, "[0].data"), Refusal(await ReportAsync(hub, device.Event(1, EventKinds.Press, DataOf(4097)))));
        Assert.Null((await ReportAsync(hub, device.Event(1, EventKinds.Press, DataOf(4096)))).Error);
    }

    [Fact]
    public async Task S35_Report_DeepData_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        var deep = $$"""{"a":{{new string('[', 200)}}{{new string(']', 200)}}}""";

        Assert.Equal(("invalid_field", "[0].data"), Refusal(await ReportAsync(hub, device.Event(1, EventKinds.Press, deep))));
    }

    [Fact]
    public async Task S35_Report_BurstOver2000_IsToldToWait()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        var batch = Enumerable.Range(1, 250).Select(seq => device.Event(seq, EventKinds.Press)).ToArray();
        for (var i = 0; i < 8; i++)
            Assert.Null((await ReportAsync(hub, batch)).Error);

        var refused = await ReportAsync(hub, batch);

        Assert.Equal(GatewayErrorCodes.RateLimited, Refusal(refused).Code);
        // The meter is the device's, not the connection's; and a heartbeat still goes through.
        await using var another = await device.ConnectAsync(Cancel);
        Assert.Equal(GatewayErrorCodes.RateLimited, Refusal(await ReportAsync(another, batch)).Code);
        Assert.Null((await another.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat())).Error);
    }

    [Theory]
    [InlineData("""{"lock":"locked","door":"closed","uptimeSeconds":1}""", "at")]
    [InlineData("""{"at":"2026-11-21T14:00:00.000Z","lock":"shut","door":"closed","uptimeSeconds":1}""", "lock")]
    [InlineData("""{"at":"2026-11-21T14:00:00.000Z","lock":"locked","uptimeSeconds":1}""", "door")]
    [InlineData("""{"at":"2026-11-21T14:00:00.000Z","lock":"locked","door":"closed"}""", "uptimeSeconds")]
    [InlineData("""{"at":"2026-11-21T14:00:00.000Z","lock":"locked","door":"closed","uptimeSeconds":1,"batteryPercent":101}""", "batteryPercent")]
    [InlineData("""{"at":"2026-11-21T14:00:00.000Z","lock":"locked","door":"closed","uptimeSeconds":1,"tamper":"no"}""", "tamper")]
    [InlineData(
        """{"at":"2026-11-21T14:00:00.000Z","lock":"locked","door":"closed","uptimeSeconds":1,"position":{"lat":91,"lon":0,"accuracyM":5,"at":"2026-11-21T14:00:00.000Z"}}""",
        "position.lat")]
    public async Task S35_Heartbeat_WrongField_IsNamed(string heartbeat, string field)
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal(("invalid_field", field), Refusal(await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, heartbeat)));
    }

    [Theory]
    [InlineData(GatewayMethods.CheckCode, """{"attemptId":"a","at":"2026-11-21T14:00:00.000Z"}""", "code")]
    [InlineData(GatewayMethods.CheckCode, """{"code":12345678,"attemptId":"a","at":"2026-11-21T14:00:00.000Z"}""", "code")]
    [InlineData(GatewayMethods.CheckCode, """{"code":"12345678","at":"2026-11-21T14:00:00.000Z"}""", "attemptId")]
    [InlineData(GatewayMethods.CommandResult, """{"commandId":"cmd_1","status":"done"}""", "commandId")]
    [InlineData(GatewayMethods.CommandResult, """{"commandId":"cmd_01ARZ3NDEKTSV4RRFFQ69G5FAV","status":"perhaps"}""", "status")]
    [InlineData(GatewayMethods.CommandResult, """{"commandId":"cmd_01ARZ3NDEKTSV4RRFFQ69G5FAV","status":"failed","error":"No!"}""", "error")]
    [InlineData(GatewayMethods.GrantsSynced, """{"version":"1"}""", "version")]
    [InlineData(GatewayMethods.GrantsSynced, """{"version":1}""", "version")]
    public async Task S35_OtherMessages_WrongField_IsNamed(string method, string message, string field)
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        Assert.Equal(("invalid_field", field), Refusal(await hub.InvokeAsync(method, Cancel, message)));
    }

    [Fact]
    public async Task CheckCode_NoSuchCode_IsDeniedAndSaysNoMore()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        var answer = await hub.InvokeAsync(
            GatewayMethods.CheckCode, Cancel, """{"code":"00000000","attemptId":"a1","at":"2026-11-21T14:00:00.000Z"}""");

        Assert.Equal("""{"verdict":"denied","reason":"code_refused"}""", answer.Result?.GetRawText());
    }

    [Theory]
    [InlineData("this is no message")]
    [InlineData("{\"type\":")]
    [InlineData("[]")]
    [InlineData("{\"type\":1,\"target\":5,\"arguments\":[]}")]
    public async Task S35_NoHubMessage_EndsTheConnection(string garbage)
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        await hub.SendAsync(garbage, Cancel);

        await hub.Closed;
    }

    [Fact]
    public async Task S35_MessageOver64KiB_EndsTheConnection()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        await hub.SendAsync($$"""{"type":1,"target":"Report","arguments":["{{new string('x', GatewayLimits.MessageBytes)}}"]}""", Cancel);

        await hub.Closed;
    }

    [Fact]
    public async Task S35_HalfFramesWithoutEnd_EndTheConnectionAt64KiB()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        var part = Encoding.UTF8.GetBytes(new string('x', 8 * 1024));

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var i = 0; i < 64; i++)
                await hub.SendRawAsync(part, endOfMessage: false, Cancel);
            await hub.Closed;
            throw new InvalidOperationException("closed");
        });
        await hub.Closed;
    }

    [Fact]
    public async Task S35_NoGreeting_EndsTheConnection()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await HubSocket.OpenAsync(
            new Uri(device.Claimed.GatewayUrl), options => options.SetRequestHeader("Authorization", "Bearer " + device.Token()), Cancel);

        Assert.Contains("handshake", (await hub.Closed).ToLowerInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S35_OtherProtocol_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await HubSocket.OpenAsync(
            new Uri(device.Claimed.GatewayUrl), options => options.SetRequestHeader("Authorization", "Bearer " + device.Token()), Cancel);

        await hub.SendAsync("""{"protocol":"messagepack","version":1}""", Cancel);

        await hub.Closed;
    }

    private static string DataOf(int bytes) => JsonSerializer.Serialize(new { a = new string('x', bytes - """{"a":""}""".Length) });
}
