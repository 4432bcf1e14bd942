using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;

namespace Portal.Demo;

/// <summary>A carrier's system: calls the portal's HTTP API from outside, with the demo's key and nothing else.</summary>
internal sealed class DemoCarrier(PublicUrl portal, DemoStage stage, TimeProvider time) : IDisposable
{
    private const int WindowMinutes = 120;
    private const int WindowsBeginAtMinutes = 15;
    private const string Approved = "approved";
    private const string InProgress = "in_progress";

    private static readonly int[] ShoeBox = [340, 210, 130];

    // Its own pool: nothing of a signed-in browser may come along.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false })
    {
        BaseAddress = portal.Value,
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>Asks for a window that is open now, and for another after it.</summary>
    public Task<CarrierAnswer<CarrierDelivery>> RequestAsync(string handle, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var begins = now.AddTicks(-(now.Ticks % TimeSpan.FromMinutes(WindowsBeginAtMinutes).Ticks));
        var first = new DeliveryWindow(begins, begins.AddMinutes(WindowMinutes));
        var second = new DeliveryWindow(first.End, first.End.AddMinutes(WindowMinutes));
        var number = RandomNumberGenerator.GetInt32(10_000_000, 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        return CallAsync<CarrierDelivery>(
            HttpMethod.Post,
            "deliveries",
            new
            {
                handle,
                trackingNumber = "NP" + number,
                parcel = new { description = "Shoe box, 1.2 kg", weightG = 1200, sizeMm = ShoeBox },
                windows = new[] { first, second },
                driver = new { name = DemoPeople.Driver },
            },
            cancellationToken);
    }

    /// <summary>The carrier's delivery to a handle that may be opened next; null when none was approved.</summary>
    public async Task<CarrierDelivery?> FindApprovedAsync(string handle, CancellationToken cancellationToken) =>
        await ListAsync(handle, InProgress, cancellationToken) is [var open, ..]
            ? open
            : (await ListAsync(handle, Approved, cancellationToken)).MinBy(delivery => delivery.Window?.Start);

    /// <summary>Whether anything to a handle is still to be answered or delivered.</summary>
    public async Task<bool> HasAnyAheadAsync(string handle, CancellationToken cancellationToken) =>
        (await ListAsync(handle, "requested", cancellationToken)).Count > 0 || await FindApprovedAsync(handle, cancellationToken) is not null;

    /// <summary>The driver's link and code.</summary>
    public Task<CarrierAnswer<CarrierAccess>> AccessAsync(CarrierDelivery delivery, CancellationToken cancellationToken) =>
        CallAsync<CarrierAccess>(HttpMethod.Get, $"deliveries/{delivery.Id}/access", body: null, cancellationToken);

    /// <summary>Asks for the opening, for a driver who stands there.</summary>
    public Task<CarrierAnswer<CarrierDecision>> UnlockAsync(
        CarrierDelivery delivery, GeoPosition position, CancellationToken cancellationToken) =>
        CallAsync<CarrierDecision>(
            HttpMethod.Post,
            $"deliveries/{delivery.Id}/unlock",
            new { delivery.TrackingNumber, position, delivery.Driver?.DriverId },
            cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<CarrierDelivery>> ListAsync(string handle, string state, CancellationToken cancellationToken)
    {
        var page = await CallAsync<CarrierPage>(HttpMethod.Get, "deliveries?state=" + state, body: null, cancellationToken);
        return page.Value is { } found ? found.Deliveries.Where(delivery => delivery.Handle == handle).ToList() : [];
    }

    private async Task<CarrierAnswer<T>> CallAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", stage.Book?.CarrierKey);
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (body is not null)
            request.Content = JsonContent.Create(body, options: PortalJson.Options);
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode
                ? new CarrierAnswer<T>(await answer.Content.ReadFromJsonAsync<T>(PortalJson.Options, cancellationToken), Problem: null)
                : new CarrierAnswer<T>(Value: null, await ProblemOfAsync(answer, cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return new CarrierAnswer<T>(Value: null, $"Portal did not answer at {portal.Origin}: {exception.Message}");
        }
    }

    private static async Task<string> ProblemOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = $"HTTP {(int)answer.StatusCode}";
        if (answer.StatusCode == HttpStatusCode.InternalServerError)
            return status;
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<CarrierProblem>(PortalJson.Options, cancellationToken);
            return problem is null ? status : $"{status}, {problem.Code}: {problem.Detail}";
        }
        catch (JsonException)
        {
            return status;
        }
    }
}
