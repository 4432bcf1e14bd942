using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Portal.Client.Accounts;
using Portal.Device.Protocol;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Live;

/// <summary>The same for programs that ask: as nobody, as staff, as a stranger, as the owner.</summary>
public sealed class MeTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Paths => ["/api/me/events", "/api/me/access-points", "/api/me/deliveries", "/api/me/alerts"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Me_AsNobody_SendsToSignIn(string path)
    {
        using var visitor = house.Host.NewVisitor();
        using var answer = await visitor.GetAsync(path, Cancel);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Found });
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Me_AsStaff_IsRefused(string path)
    {
        var email = Guid.NewGuid().ToString("N") + "@example.org";
        await house.Host.AddStaffAsync(email, StaffRole.Support, Cancel);
        using var visitor = await house.Host.SignInAsync(email, Cancel);
        using var answer = await visitor.GetAsync(path, Cancel);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Found });
    }

    [Fact]
    public async Task Me_AsOwner_SaysWhatLiveSays()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.Locked), device.Event(2, EventKinds.DoorForcedOpen));

        var events = (await ReadAsync("owner@example.org", "/api/me/events")).GetProperty("events").EnumerateArray();
        Assert.Contains(events, one => one.GetProperty("deviceId").GetString() == device.Id.Value);
        var states = (await ReadAsync("owner@example.org", "/api/me/access-points")).EnumerateArray();
        var state = Assert.Single(states, one => one.GetProperty("accessPointId").GetString() == device.Claimed.AccessPointId);
        Assert.Equal("open", state.GetProperty("door").GetString());
        var alerts = (await ReadAsync("owner@example.org", "/api/me/alerts")).EnumerateArray();
        var alert = Assert.Single(alerts, one => one.GetProperty("accessPointId").GetString() == device.Claimed.AccessPointId);
        Assert.Equal(("forced_open", "open"), (alert.GetProperty("kind").GetString(), alert.GetProperty("state").GetString()));
        Assert.Equal(JsonValueKind.Array, (await ReadAsync("owner@example.org", "/api/me/deliveries")).ValueKind);
    }

    [Fact]
    public async Task S28_Me_AsStranger_IsEmpty()
    {
        var email = Guid.NewGuid().ToString("N") + "@example.org";
        await house.Host.AddOwnerAsync(email, Cancel);
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.DoorForcedOpen));

        Assert.Equal("""{"events":[],"next":null}""", (await ReadAsync(email, "/api/me/events?after=-1")).GetRawText());
        foreach (var path in new[] { "/api/me/access-points", "/api/me/deliveries", "/api/me/alerts" })
            Assert.Equal("[]", (await ReadAsync(email, path)).GetRawText());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public async Task S35_Events_WrongLimit_IsRefused(string limit)
    {
        using var visitor = await house.Host.SignInAsync("owner@example.org", Cancel);
        using var answer = await visitor.GetAsync("/api/me/events?limit=" + limit, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_field", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
    }

    private async Task<JsonElement> ReadAsync(string email, string path)
    {
        using var visitor = await house.Host.SignInAsync(email, Cancel);
        using var answer = await visitor.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
