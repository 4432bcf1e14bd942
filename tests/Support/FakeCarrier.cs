using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Tests.Support;

/// <summary>A carrier's system: it has a key and calls the API, right or wrong as the test wants it.</summary>
internal sealed class FakeCarrier : IDisposable
{
    private readonly HttpClient _http;

    public FakeCarrier(Uri portal, CarrierId id, string key)
    {
        Id = id;
        Key = key;
        _http = new HttpClient { BaseAddress = new Uri(portal, "/api/v1/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public CarrierId Id { get; }

    public string Key { get; }

    /// <summary>A carrier that the operator has registered, verified and given a key.</summary>
    public static async Task<FakeCarrier> AddAsync(
        PortalHost host, AccountId @operator, string name, CancellationToken cancellationToken, params IReadOnlyList<string> scopes)
    {
        var register = host.Get<CarrierRegister>();
        var id = await register.RegisterAsync(@operator, name, cancellationToken) ?? throw new InvalidOperationException(name + " is taken.");
        await register.VerifyAsync(@operator, id, cancellationToken);
        var key = CarrierKey.New();
        await register.IssueKeyAsync(
            @operator, id, key, scopes.Count > 0 ? scopes : CarrierScopes.All, TimeSpan.FromDays(1), cancellationToken);
        return new FakeCarrier(host.Address, id, key.Text);
    }

    /// <summary>A request as carriers make it: each window from so many minutes after now to so many.</summary>
    public static string RequestOf(string handle, DateTimeOffset now, params IReadOnlyList<(double From, double To)> windows) =>
        JsonSerializer.Serialize(
            new
            {
                handle,
                trackingNumber = "NP00161094",
                parcel = new { description = "Shoes", weightG = 900, sizeMm = new[] { 330, 200, 120 } },
                windows = windows.Select(window => new { start = now.AddMinutes(window.From), end = now.AddMinutes(window.To) }),
            },
            PortalJson.Options);

    /// <summary>The languages that its client asks for.</summary>
    public void Speak(string languages) => _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(languages);

    public Task<ApiResponse> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, json: null, key: null, cancellationToken);

    public Task<ApiResponse> PostAsync(string path, string? json, CancellationToken cancellationToken) =>
        PostAsync(path, json, Guid.NewGuid().ToString(), cancellationToken);

    public Task<ApiResponse> PostAsync(string path, string? json, string? key, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, json, key, cancellationToken);

    public Task<ApiResponse> PutAsync(string path, string json, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, json, key: null, cancellationToken);

    /// <summary>Asks for a window and expects that it was taken.</summary>
    public async Task<DeliveryId> RequestAsync(
        string handle, DateTimeOffset now, CancellationToken cancellationToken, params IReadOnlyList<(double From, double To)> windows)
    {
        var answer = await PostAsync("deliveries", RequestOf(handle, now, windows), cancellationToken);
        return answer.Status == 201
            ? DeliveryId.From(answer.Text("id"))
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{answer.Status}: {answer.Body}"));
    }

    public void Dispose() => _http.Dispose();

    private async Task<ApiResponse> SendAsync(HttpMethod method, string path, string? json, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(request, cancellationToken);
        return new ApiResponse(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Location?.OriginalString,
            response.Headers.RetryAfter?.Delta,
            await response.Content.ReadAsStringAsync(cancellationToken));
    }
}

/// <summary>What the API answered.</summary>
internal sealed record ApiResponse(int Status, string? MediaType, string? Location, TimeSpan? RetryAfter, string Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The stable word of a problem.</summary>
    public string? Code => MediaType == "application/problem+json" ? Text("code") : null;

    public string Text(string name) => Json.GetProperty(name).GetString() ?? throw new InvalidOperationException(name + " is null.");
}
