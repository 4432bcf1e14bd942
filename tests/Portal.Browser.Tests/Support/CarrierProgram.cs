using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Portal.Client;

namespace Portal.Browser.Tests.Support;

/// <summary>A carrier's own system: knows the address, a key and what the contract says.</summary>
internal sealed class CarrierProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _http;

    public CarrierProgram(Uri portal, string key)
    {
        _http = new HttpClient { BaseAddress = portal };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Asks for a window that is open now.</summary>
    /// <returns>The id of the delivery.</returns>
    public async Task<string> RequestAsync(string handle, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/deliveries");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(
            new
            {
                handle,
                trackingNumber = $"T-{Guid.NewGuid():N}"[..12],
                parcel = new { description = "A lamp" },
                windows = new[] { new { start = Rfc3339.Format(now.AddMinutes(-5)), end = Rfc3339.Format(now.AddHours(1)) } },
            });
        using var answer = await _http.SendAsync(request, cancellationToken);
        return Text(await BodyAsync(answer, cancellationToken), "id");
    }

    /// <summary>The id of the carrier's newest delivery.</summary>
    public async Task<string> FindNewestAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync("/api/v1/deliveries", cancellationToken);
        var deliveries = (await BodyAsync(answer, cancellationToken))["deliveries"];
        return Text(deliveries?[0] ?? throw new InvalidOperationException("The carrier has no delivery."), "id");
    }

    /// <summary>What its driver needs, once the portal knows where to send them: a car says so with its next heartbeat.</summary>
    public async Task<DriverNeeds> TakeAccessAsync(string delivery, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        using var calls = new PeriodicTimer(BetweenCalls, TimeProvider.System);
        while (await calls.WaitForNextTickAsync(cancellationToken))
        {
            using var answer = await _http.GetAsync($"/api/v1/deliveries/{delivery}/access", cancellationToken);
            var access = await BodyAsync(answer, cancellationToken);
            if (access["place"] is { } place)
            {
                return new DriverNeeds(
                    new Uri(Text(access, "driverUrl")), Text(access, "code"), Number(place, "lat"), Number(place, "lon"));
            }

            Assert.False(deadline.IsCancellationRequested, $"Not within {Patience.TotalSeconds} s: the place of {delivery}.");
        }

        throw new InvalidOperationException("The timer was stopped.");
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return JsonNode.Parse(text) ?? throw new InvalidOperationException("The answer is empty.");
    }

    private static double Number(JsonNode node, string name) =>
        node[name]?.GetValue<double>() ?? throw new InvalidOperationException($"'{name}' is missing.");

    private static string Text(JsonNode node, string name) =>
        node[name]?.GetValue<string>() ?? throw new InvalidOperationException($"'{name}' is missing.");
}

/// <summary>The driver's link and code, and where to go.</summary>
internal sealed record DriverNeeds(Uri Link, string Code, double Lat, double Lon);
