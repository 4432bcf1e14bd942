using System.Net;
using System.Text.Json;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Live;

/// <summary>What an owner's own programs hear, and nobody else's.</summary>
public sealed class LiveHubTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_DeviceSaysOpened_OwnerHearsEventStateAndAlert()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var live = await ConnectAsync("owner@example.org");
        await using var hub = await device.ConnectAsync(Cancel);

        await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.Locked), device.Event(2, EventKinds.DoorForcedOpen));

        var heard = await NextAsync(live, "AccessEvent", one => Text(one, "kind") == EventKinds.DoorForcedOpen);
        Assert.Equal(device.Claimed.AccessPointId, Text(heard, "accessPointId"));
        Assert.Equal(device.Id.Value, Text(heard, "deviceId"));
        Assert.Equal(JsonValueKind.Null, heard.GetProperty("deliveryId").ValueKind);
        Assert.Equal("device", heard.GetProperty("actor").GetProperty("kind").GetString());
        Assert.Equal("{}", heard.GetProperty("data").GetRawText());
        Assert.False(heard.GetProperty("late").GetBoolean());
        var alert = await NextAsync(live, "AlertChanged", one => Text(one, "kind") == "forced_open");
        Assert.Equal("open", Text(alert, "state"));
        var state = await NextAsync(live, "AccessPointState", one => Text(one, "door") == "open");
        Assert.Equal("locked", Text(state, "lock"));
        Assert.Equal("online", Text(state, "online"));
        Assert.False(state.GetProperty("secured").GetBoolean());
    }

    [Fact]
    public async Task S28_Live_AnotherHousehold_HearsNothing()
    {
        await house.Host.AddOwnerAsync("elsewhere@example.org", Cancel);
        using var device = await house.PairDeviceAsync(Cancel);
        await using var stranger = await ConnectAsync("elsewhere@example.org");
        await using var live = await ConnectAsync("owner@example.org");
        await using var hub = await device.ConnectAsync(Cancel);

        await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.DoorOpened));
        await NextAsync(live, "AccessEvent", one => Text(one, "deviceId") == device.Id.Value);

        var all = await stranger.InvokeAsync("Resume", Cancel, "-1");
        Assert.Equal("""{"events":[],"next":null}""", all.Result?.GetRawText());
        Assert.Equal(0, stranger.Waiting);
    }

    [Fact]
    public async Task Resume_FromAPosition_TellsWhatCameAfterItInOrder()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using (var hub = await device.ConnectAsync(Cancel))
            await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.Press), device.Event(2, EventKinds.Started));
        await using var live = await ConnectAsync("owner@example.org");

        var all = (await live.InvokeAsync("Resume", Cancel, "-1")).Result?.GetProperty("events").EnumerateArray().ToList() ?? [];
        var press = all.First(one => Text(one, "kind") == EventKinds.Press && Text(one, "deviceId") == device.Id.Value);
        var after = await live.InvokeAsync("Resume", Cancel, press.GetProperty("position").GetRawText());

        var positions = all.Select(one => one.GetProperty("position").GetInt64()).ToList();
        Assert.Equal(positions.Order(), positions);
        Assert.Equal(EventKinds.Started, Text(after.Result?.GetProperty("events")[0] ?? default, "kind"));
    }

    [Fact]
    public async Task Resume_MoreThanAThousand_SaysWhereToGoOn()
    {
        var busy = await house.Host.AddOwnerAsync("busy@example.org", Cancel);
        using var device = await house.Host.PairDeviceAsync(busy.Account, await house.Host.AddCarAsync(busy.Account, Cancel), Cancel);
        await using (var hub = await device.ConnectAsync(Cancel))
        {
            for (var first = 1; first <= 1001; first += 143)
                await ReportTests.ReportAsync(hub, [.. Enumerable.Range(first, 143).Select(seq => device.Event(seq, EventKinds.Press))]);
        }

        await using var live = await ConnectAsync("busy@example.org");
        var page = (await live.InvokeAsync("Resume", Cancel, "-1")).Result ?? default;

        Assert.Equal(1000, page.GetProperty("events").GetArrayLength());
        Assert.Equal(
            page.GetProperty("events")[999].GetProperty("position").GetInt64(), page.GetProperty("next").GetInt64());
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    [InlineData("null")]
    [InlineData("1,2")]
    public async Task S35_Resume_NoPosition_IsRefused(string argument)
    {
        await using var live = await ConnectAsync("owner@example.org");

        Assert.Contains("invalid_field: afterPosition:", (await live.InvokeAsync("Resume", Cancel, argument)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S26_Live_SessionEnds_ConnectionEnds()
    {
        using var visitor = await house.Host.SignInAsync("owner@example.org", Cancel);
        await using var live = await ConnectAsync(visitor);

        await EndSessionsAsync(house.Owner.Account);

        await live.Closed;
        Assert.NotEqual(HttpStatusCode.SwitchingProtocols, await TryAsync(visitor));
    }

    [Fact]
    public async Task S35_Live_TooManyOfOneAccount_AreTurnedAway()
    {
        await house.Host.AddOwnerAsync("many@example.org", Cancel);
        using var visitor = await house.Host.SignInAsync("many@example.org", Cancel);
        var open = new List<HubSocket>();
        for (var i = 0; i < 20; i++)
        {
            open.Add(await ConnectAsync(visitor));
        }

        await using var tooMany = await OpenAsync(visitor);
        await tooMany.Closed;

        foreach (var one in open)
            await one.DisposeAsync();
    }

    [Fact]
    public async Task Live_Viewer_HearsEventsButNoPosition()
    {
        var viewer = await house.Host.AddOwnerAsync("viewer@example.org", Cancel);
        await house.Host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(
                tx, house.Owner.Household, viewer.Account, MemberRole.Viewer, house.Host.Get<TimeProvider>().GetUtcNow()),
            Cancel);
        using var device = await house.PairDeviceAsync(Cancel);
        await using var live = await ConnectAsync("viewer@example.org");
        await using var owner = await ConnectAsync("owner@example.org");

        await house.Host.Get<Database>().WriteAsync(
            tx => house.Host.Get<LedgerWriter>().Append(tx, house.Host.Get<TimeProvider>().GetUtcNow(), Position(device)), Cancel);

        var heard = await NextAsync(live, "AccessEvent", one => Text(one, "kind") == EventKinds.Position);
        Assert.Equal("{}", heard.GetProperty("data").GetRawText());
        Assert.Equal(1.5, (await NextAsync(owner, "AccessEvent", one => Text(one, "kind") == EventKinds.Position))
            .GetProperty("data").GetProperty("lat").GetDouble());
    }

    /// <summary>As it is stored while a window is near.</summary>
    private NewEntry Position(TestDevice device) => new()
    {
        Kind = EventKinds.Position,
        Actor = new Actor(ActorKind.Device, device.Id.Value),
        At = house.Host.Get<TimeProvider>().GetUtcNow(),
        Household = house.Owner.Household,
        AccessPoint = AccessPointId.From(device.Claimed.AccessPointId),
        Device = device.Id,
        Data = """{"lat":1.5,"lon":2.5,"accuracyM":5,"at":"2026-11-21T14:00:00.000Z"}""",
    };

    private async Task<HubSocket> ConnectAsync(string email)
    {
        using var visitor = await house.Host.SignInAsync(email, Cancel);
        return await ConnectAsync(visitor);
    }

    /// <summary>A connection that hears everything from now on: a call is answered only once it is subscribed.</summary>
    private async Task<HubSocket> ConnectAsync(HttpVisitor visitor)
    {
        var live = await OpenAsync(visitor);
        Assert.Null((await live.InvokeAsync("Resume", Cancel, "-1")).Error);
        return live;
    }

    private static Task<HubSocket> OpenAsync(HttpVisitor visitor) => HubSocket.ConnectToLiveAsync(visitor, Cancel);

    private async Task<HttpStatusCode> TryAsync(HttpVisitor visitor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/live/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", house.Host.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await visitor.SendAsync(request, Cancel);
        return answer.IsSuccessStatusCode ? HttpStatusCode.SwitchingProtocols : answer.StatusCode;
    }

    private Task EndSessionsAsync(AccountId account) => house.Host.Get<Database>().WriteAsync(
        tx => house.Host.Get<SessionStore>().EndAll(tx, account, house.Host.Get<TimeProvider>().GetUtcNow()), Cancel);

    private static async Task<JsonElement> NextAsync(HubSocket live, string method, Func<JsonElement, bool> isIt)
    {
        while (true)
        {
            var one = await live.NextAsync(method, Cancel);
            if (isIt(one))
                return one;
        }
    }

    private static string? Text(JsonElement message, string name) => message.GetProperty(name).GetString();
}
