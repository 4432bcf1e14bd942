using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>All ways in at once, over real sockets: one grant is one opening, for the one way in that won.</summary>
public sealed class OneOpeningTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    private const int Rounds = 100;
    private const int ByDriver = 24;
    private const int ByCarrier = 25;

    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task S10_FiftyAttemptsAtOnce_AreOneOpeningForTheWayInThatWon()
    {
        var (door, handle) = await house.AddDoorAsync();
        using var box = await house.Host.PairDeviceAsync(house.Owner.Account, door, Stop);
        await using var hub = await box.ConnectAsync(Stop);
        await hub.ReportAsync(Stop, box.Event(1, EventKinds.Locked), box.Event(2, EventKinds.DoorClosed));
        using var driver = house.Host.NewVisitor();
        var seq = 2;
        var winners = new List<string>();

        for (var round = 0; round < Rounds; round++)
        {
            var id = await house.ApprovedAsync(handle);
            var attempts = await RaceAsync(id, driver, hub);

            Assert.Equal(ByDriver + ByCarrier + 1, attempts.Count);
            var granted = attempts.Where(attempt => attempt.IsGranted).ToList();
            var winner = Assert.Single(granted.Select(attempt => attempt.Way).Distinct());
            Assert.Single(granted.Select(attempt => attempt.Command).Distinct());
            Assert.All(attempts, attempt => Assert.Equal(attempt.Way == winner, attempt.IsGranted));
            Assert.All(attempts.Where(attempt => !attempt.IsGranted), attempt => Assert.Equal("already_used", attempt.Reason));
            Assert.Equal((1, 1), await CountAsync(id));
            winners.Add(winner);

            await PassThroughAsync(hub, box, seq, granted[0].Command);
            seq += 4;
            Assert.Equal(DeliveryState.Completed, (await house.FindAsync(id)).State);
        }

        TestContext.Current.SendDiagnosticMessage(
            "Won: {0}", string.Join(", ", winners.CountBy(winner => winner).Select(one => $"{one.Key} {one.Value}")));
    }

    private async Task<IReadOnlyList<Attempt>> RaceAsync(DeliveryId id, HttpVisitor driver, HubSocket hub)
    {
        var proof = await house.Database.ReadAsync(connection => house.Host.Get<Grants>().Prove(connection, id), Stop)
            ?? throw new InvalidOperationException("There is no grant.");
        using var taken = await driver.SubmitAsync(DriverLink.PathOf(proof.LinkToken), [], Stop);
        var form = await FormAsync(driver);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var attempts = Enumerable.Range(0, ByDriver).Select(_ => AfterAsync(start.Task, () => ByDriverAsync(driver, form)))
            .Concat(Enumerable.Range(0, ByCarrier).Select(_ => AfterAsync(start.Task, () => ByCarrierAsync(id))))
            .Append(AfterAsync(start.Task, () => ByCodeAsync(hub, proof.Code)))
            .ToList();
        start.SetResult();
        return await Task.WhenAll(attempts);
    }

    private static async Task<Attempt> AfterAsync(Task start, Func<Task<Attempt>> attempt)
    {
        await start;
        return await attempt();
    }

    private static async Task<Dictionary<string, string>> FormAsync(HttpVisitor driver)
    {
        using var page = await driver.GetAsync("/d", Stop);
        var token = (await page.Content.ReadAsStringAsync(Stop)).Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = token, ["lat"] = "52.54381", ["lon"] = "13.38712", ["accuracyM"] = "5", ["ageS"] = "0",
        };
    }

    private static async Task<Attempt> ByDriverAsync(HttpVisitor driver, Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/d/open") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await driver.SendAsync(request, Stop);
        return Attempt.Of("driver", JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop)));
    }

    private async Task<Attempt> ByCarrierAsync(DeliveryId id)
    {
        var body = JsonSerializer.Serialize(
            new { trackingNumber = "NP00161094", position = new GeoPosition(52.54381, 13.38712, 5, house.Now) }, PortalJson.Options);
        return Attempt.Of("api", (await house.Nordpost.PostAsync($"deliveries/{id}/unlock", body, Stop)).Json);
    }

    private async Task<Attempt> ByCodeAsync(HubSocket hub, string code)
    {
        var question = new CheckCode { Code = code, AttemptId = Guid.NewGuid().ToString("N"), At = WireTime.Format(house.Now) };
        var answer = await hub.InvokeAsync(GatewayMethods.CheckCode, Stop, JsonSerializer.Serialize(question, GatewayJson.Options));
        return Attempt.Of("keypad", answer.Result ?? throw new InvalidOperationException(answer.Error));
    }

    private static Task PassThroughAsync(HubSocket hub, TestDevice box, int seq, string? command) => hub.ReportAsync(
        Stop,
        box.Event(seq + 1, EventKinds.Unlocked, JsonSerializer.Serialize(new { commandId = command })),
        box.Event(seq + 2, EventKinds.DoorOpened),
        box.Event(seq + 3, EventKinds.DoorClosed),
        box.Event(seq + 4, EventKinds.Locked));

    private Task<(int Openings, int Commands)> CountAsync(DeliveryId id) => house.Database.ReadAsync(
        connection => connection.QuerySingle<(int, int)>(
            """
            SELECT count(DISTINCT opening.id), count(DISTINCT command.id)
            FROM access_grant JOIN opening ON opening.grant_id = access_grant.id LEFT JOIN command ON command.opening_id = opening.id
            WHERE access_grant.delivery_id = @id
            """,
            new { id }),
        Stop);

    private sealed record Attempt(string Way, bool IsGranted, string? Reason, string? Command)
    {
        public static Attempt Of(string way, JsonElement verdict) => new(
            way,
            verdict.GetProperty("verdict").GetString() == "granted",
            verdict.TryGetProperty("reason", out var reason) ? reason.GetString() : null,
            verdict.TryGetProperty("commandId", out var command) ? command.GetString() : null);
    }
}
