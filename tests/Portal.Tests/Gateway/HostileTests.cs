using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Portal.Access;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>
/// Malformed and hostile messages: each a clear error or a closed connection within 15 s, and another device, at the same time, notices
/// nothing (S35).
/// </summary>
public sealed class HostileTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(15);
    private static readonly string Deep = new string('[', 10_000) + new string(']', 10_000);
    private static readonly string Long = new('n', 1024 * 1024);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What is sent as the argument of <c>Report</c>, and the code of the answer.</summary>
    public static TheoryData<string, string> WrongContents => new()
    {
        { "", "invalid_field" },
        { "null", "invalid_field" },
        { "true", "invalid_field" },
        { "\"[]\"", "invalid_field" },
        { "[]", "invalid_field" },
        { "[[]]", "invalid_field" },
        { "[null]", "invalid_field" },
        { "[1e400]", "invalid_field" },
        { """[{"epoch":{},"seq":[],"kind":7,"at":false,"data":null}]""", "invalid_field" },
        { """[{"epoch":1,"seq":1,"kind":"\ud800","at":"2026-11-21T14:00:00.000Z","data":"{}"}]""", "invalid_field" },
        { """[{"epoch":1,"seq":1,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{\"a\":\"\udfff\"}"}]""", "invalid_field" },
        { """[{"epoch":1e3,"seq":1,"kind":"press","at":"2026-11-21T14:00:00.000Z","data":"{}"}]""", "invalid_field" },
        { "[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]", "invalid_field" },
    };

    /// <summary>What is sent as a message of its own; every one of them ends the line.</summary>
    public static TheoryData<string> NoMessages =>
    [
        "",
        "\0\0\0\0",
        "{",
        "{}",
        "[]",
        """{"type":1}""",
        """{"type":"1","target":"Report","arguments":[[]]}""",
        $$"""{"type":1,"invocationId":"1","target":"{{Long}}","arguments":[[]]}""",
        $$"""{"type":1,"invocationId":"1","target":"Report","arguments":[{{Deep}}]}""",
        $$"""{"type":1,"invocationId":"1","target":"Report","arguments":[{"kind":"{{Long}}"}]}""",
    ];

    [Theory]
    [MemberData(nameof(WrongContents))]
    public async Task S35_WrongContent_IsAnsweredAndTheLineStays(string argument, string code)
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);

        var answer = await hub.InvokeAsync(GatewayMethods.Report, Cancel, argument.Length == 0 ? [] : [argument]);

        Assert.True(GatewayError.TryParse(answer.Error ?? "", out var error), answer.Error);
        Assert.Equal(code, error.Code);
        Assert.NotEmpty(error.Hint);
        Assert.Null((await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat())).Error);
        Assert.Equal(1, house.Host.Get<IDeviceRefusals>().CountOf(device.Id));
    }

    [Theory]
    [MemberData(nameof(NoMessages))]
    public async Task S35_NoMessage_EndsTheLineAndNoOther(string sent)
    {
        using var device = await house.PairDeviceAsync(Cancel);
        using var other = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await using var bystander = await other.ConnectAsync(Cancel);

        await hub.SendAsync(sent, Cancel);

        await hub.Closed.WaitAsync(Promised, Cancel);
        Assert.Null((await bystander.InvokeAsync(GatewayMethods.Heartbeat, Cancel, other.Heartbeat())).Error);
        await using var again = await device.ConnectAsync(Cancel);
    }

    [Fact]
    public async Task S35_BytesThatAreNotUtf8_AreAnsweredOrEndTheLine()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        byte[] message =
        [
            .. """{"type":1,"invocationId":"1","target":"Heartbeat","arguments":[{"at":"""u8, 0xff, 0xc0, 0x80, .. "\"}]}"u8, 0x1e,
        ];

        await hub.SendRawAsync(message, endOfMessage: true, Cancel);

        await hub.Closed.WaitAsync(Promised, Cancel);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("\"x\"", 400)]
    [InlineData("{\"pairingCode\":{},\"publicKey\":[],\"profile\":1}", 400)]
    [InlineData("DEEP", 400)]
    [InlineData("LONG", 413)]
    public async Task S35_Claim_WrongBody_IsAProblemWithACode(string body, int status)
    {
        var text = body switch { "DEEP" => "{\"publicKey\":" + Deep[..2000] + "}", "LONG" => $$"""{"model":"{{Long}}"}""", _ => body };
        using var http = new HttpClient { BaseAddress = house.Host.Address };
        using var answer = await http.PostAsync(GatewayPaths.Claim, new StringContent(text, Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.False(string.IsNullOrEmpty(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancel)).GetProperty("code").GetString()));
    }

    /// <summary>All at once, since each of them takes its time.</summary>
    [Fact]
    public async Task S35_SlowSenders_AreCutOffIn15Seconds_AndAnotherDeviceIsNotKeptWaiting()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        using var other = await house.PairDeviceAsync(Cancel);
        await using var bystander = await other.ConnectAsync(Cancel);
        var sign = $"GET /gateway HTTP/1.1\r\nHost: {house.Host.Address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {device.Token()}\r\n\r\n";
        var greeting = FrameMeterTests.Frame(1, final: true, "{\"protocol\":\"json\",\"version\":1}\x1e");
        var claim = $"POST {GatewayPaths.Claim} HTTP/1.1\r\nHost: {house.Host.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 8000\r\n\r\n{{";

        Task[] slow =
        [
            CutOffAsync("a request line without end", "POST /api", drip: "x"),
            CutOffAsync("headers without end", "POST /api/devices/claim HTTP/1.1\r\nX-A: ", drip: "x"),
            CutOffAsync("a claim that stands still", claim, drip: null),
            CutOffAsync("a claim that drips", claim, drip: new string(' ', 60)),
            CutOffAsync("a claim that is too long, and stands still", claim.Replace("8000", "800000", StringComparison.Ordinal), drip: null),
            CutOffAsync("an upgrade without a greeting", sign, drip: null),
            CutOffAsync("a greeting that drips", sign, drip: null, greeting[..9]),
            CutOffAsync("half a frame's header", sign, drip: null, greeting, [0x81]),
            CutOffAsync("a frame that stands still", sign, drip: null, greeting, FrameMeterTests.Frame(1, final: true, new string('x', 500))[..100]),
            CutOffAsync("a frame that drips", sign, drip: "x", greeting, FrameMeterTests.Frame(1, final: true, new string('x', 5000))[..20]),
            CutOffAsync("a message without its end", sign, drip: null, greeting, FrameMeterTests.Frame(1, final: true, """{"type":6}""")),
            CutOffAsync("fragments without end", sign, drip: null, greeting, FrameMeterTests.Frame(1, final: false, "{\"type\":6}\x1e")),
        ];

        var all = Task.WhenAll(slow);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        while (!all.IsCompleted)
        {
            var begun = TimeProvider.System.GetTimestamp();
            Assert.Null((await bystander.InvokeAsync(GatewayMethods.Heartbeat, Cancel, other.Heartbeat())).Error);
            Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(3));
            await pace.WaitForNextTickAsync(Cancel);
        }

        await all;
    }

    [Fact]
    public async Task S35_TenThousandBufferedEventsAtOnce_AreStoredOrToldToWait_AndAnotherDeviceIsHeard()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        using var other = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await using var bystander = await other.ConnectAsync(Cancel);

        var flood = Enumerable.Range(0, GatewayLimits.BufferedEvents / GatewayLimits.BatchEvents).Select(batch => hub.InvokeAsync(
            GatewayMethods.Report,
            Cancel,
            JsonSerializer.Serialize(
                Enumerable.Range(1, GatewayLimits.BatchEvents).Select(i => device.Event((batch * GatewayLimits.BatchEvents) + i, EventKinds.Press)),
                GatewayJson.Options))).ToList();
        var begun = TimeProvider.System.GetTimestamp();
        Assert.Null((await bystander.InvokeAsync(GatewayMethods.Heartbeat, Cancel, other.Heartbeat())).Error);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));

        var answers = await Task.WhenAll(flood).WaitAsync(Promised, Cancel);

        Assert.True(answers.Count(answer => answer.Error is null) >= 7, "A burst of 2,000 is allowed.");
        Assert.All(answers.Where(answer => answer.Error is not null), answer => Assert.Contains("rate_limited", answer.Error, StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Error is not null);
    }

    /// <summary>Sends what is said, drips on where that is said, and expects the end of the line in time.</summary>
    private async Task CutOffAsync(string what, string head, string? drip, params byte[][] frames)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var client = new TcpClient();
        await client.ConnectAsync(house.Host.Address.Host, house.Host.Address.Port, Cancel);
        var line = client.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
        var buffer = new byte[4096];
        foreach (var frame in frames)
        {
            // The upgrade, then the greeting, are answered before what follows is sent.
            Assert.NotEqual(0, await line.ReadAsync(buffer, Cancel));
            await line.WriteAsync(frame, Cancel);
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var dripping = drip is null ? Task.CompletedTask : DripAsync(line, Encoding.ASCII.GetBytes(drip), ended.Token);
        try
        {
            while (await line.ReadAsync(buffer, Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancel) > 0)
            {
                // An answer, or the ping of a hub that still waits.
            }
        }
        catch (IOException)
        {
            // Cut off without a word.
        }

        await ended.CancelAsync();
        await dripping;
        var took = TimeProvider.System.GetElapsedTime(begun);
        Assert.True(took < Promised, $"{what}: cut off after {took.TotalSeconds:0.0} s");
    }

    private static async Task DripAsync(NetworkStream line, byte[] drop, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(150), TimeProvider.System);
        try
        {
            while (await pace.WaitForNextTickAsync(cancellationToken))
                await line.WriteAsync(drop, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The line is gone, as it should be.
        }
    }
}
