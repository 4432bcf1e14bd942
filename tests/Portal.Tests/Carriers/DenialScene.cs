using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>
/// A place with a box that is shut and heard, and an approved delivery whose window is open: whatever a case changes is why it stays shut.
/// The ways in are those of the public contracts.
/// </summary>
internal sealed class DenialScene(CarrierHouse house, ManualTime time, AccessPointId place, string handle, TestDevice box, HubSocket hub)
    : IAsyncDisposable
{
    private const double Lat = 52.54381;
    private const double Lon = 13.38712;
    private long _seq;

    public CarrierHouse House => house;

    public ManualTime Time => time;

    public AccessPointId Place => place;

    public string Handle => handle;

    public DeliveryId Delivery { get; private set; }

    public static CancellationToken Stop => CarrierHouse.Stop;

    public static async Task<DenialScene> AtADoorAsync(DenialHouse at) => await AtAsync(at, await at.House.AddDoorAsync());

    public static async Task<DenialScene> AtACarAsync(DenialHouse at) => await AtAsync(at, await at.House.AddCarAsync());

    public async Task ApproveAsync(double from = 0) => Delivery = await house.ApprovedAsync(handle, from, to: from + 60);

    public async Task AskAsync() => Delivery = await house.Nordpost.RequestAsync(handle, house.Now, Stop, (0, 60));

    public async Task ShutAsync()
    {
        await ReportAsync(EventKinds.Locked);
        await ReportAsync(EventKinds.DoorClosed);
    }

    public Task ReportAsync(string kind, string data = "{}") => hub.ReportAsync(Stop, box.Event(++_seq, kind, data));

    public Task StandAsync(bool moving = false) => ReportAsync(
        EventKinds.Position,
        JsonSerializer.Serialize(new { lat = Lat, lon = Lon, accuracyM = 5, at = Rfc3339.Format(house.Now), moving }, PortalJson.Options));

    public async Task GoOfflineAsync()
    {
        hub.Cut();
        await Until.TrueAsync("the line is down", () => Task.FromResult(!house.Host.Get<IDeviceLink>().IsConnected(box.Id)), Stop);
    }

    public Task SqlAsync(string sql, object? values = null) => house.Database.WriteAsync(tx => tx.Connection.Execute(sql, values), Stop);

    public async Task<string> CodeAsync() =>
        (await house.Database.ReadAsync(connection => house.Host.Get<Grants>().Prove(connection, Delivery), Stop))?.Code
        ?? throw new InvalidOperationException("There is no code.");

    /// <summary>The carrier's call, from the place unless the case says otherwise.</summary>
    public async Task<string?> ByCarrierAsync(
        string trackingNumber = "NP00161094", double lat = Lat, double accuracyM = 5, bool hasPosition = true)
    {
        var position = hasPosition ? new GeoPosition(lat, Lon, accuracyM, house.Now) : null;
        var body = JsonSerializer.Serialize(new { trackingNumber, position }, PortalJson.Options);
        return ReasonOf((await house.Nordpost.PostAsync($"deliveries/{Delivery}/unlock", body, Stop)).Json);
    }

    /// <summary>The driver page's button, with the link of the delivery.</summary>
    public async Task<string?> ByDriverAsync(double lat = Lat, double accuracyM = 5, double ageS = 0)
    {
        using var driver = house.Host.NewVisitor();
        using var taken = await driver.SubmitAsync("/d/" + await house.LinkAsync(Delivery), [], Stop);
        using var page = await driver.GetAsync("/d", Stop);
        var token = (await page.Content.ReadAsStringAsync(Stop)).Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/d/open")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["__RequestVerificationToken"] = token,
                ["lat"] = FormattableString.Invariant($"{lat}"),
                ["lon"] = FormattableString.Invariant($"{Lon}"),
                ["accuracyM"] = FormattableString.Invariant($"{accuracyM}"),
                ["ageS"] = FormattableString.Invariant($"{ageS}"),
            }),
        };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await driver.SendAsync(request, Stop);
        return ReasonOf(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop)));
    }

    /// <summary>A code typed at the box.</summary>
    public async Task<string?> AtTheKeypadAsync(string code)
    {
        var question = new CheckCode { Code = code, AttemptId = Guid.NewGuid().ToString("N"), At = WireTime.Format(house.Now) };
        var answer = await hub.InvokeAsync(GatewayMethods.CheckCode, Stop, JsonSerializer.Serialize(question, GatewayJson.Options));
        return ReasonOf(answer.Result ?? throw new InvalidOperationException(answer.Error));
    }

    /// <summary>The reasons of all denials at this place, as the household reads them.</summary>
    public async Task<IReadOnlyList<string?>> EnteredAsync() =>
        (await house.Database.ReadAsync(
            connection => LedgerReader.Read(
                connection, "body.access_point_id = @place AND body.kind = @kind ORDER BY body.position", new { place, kind = EntryKinds.AccessDenied }),
            Stop))
        .Select(entry => JsonDocument.Parse(entry.Data).RootElement.GetProperty("reason").GetString())
        .ToList();

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        box.Dispose();
    }

    private static async Task<DenialScene> AtAsync(DenialHouse at, (AccessPointId Id, string Handle) place)
    {
        // Long enough for the clock to be relied on again, and for another pairing code.
        at.Time.Advance(TimeSpan.FromSeconds(61));
        var box = await at.House.Host.PairDeviceAsync(at.House.Owner.Account, place.Id, Stop);
        return new DenialScene(at.House, at.Time, place.Id, place.Handle, box, await box.ConnectAsync(Stop));
    }

    private static string? ReasonOf(JsonElement decision) =>
        decision.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String ? reason.GetString() : null;
}
