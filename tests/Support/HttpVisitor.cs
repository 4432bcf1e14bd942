using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Tests.Support;

/// <summary>
/// A browser as far as HTTP goes: keeps cookies (secure ones on localhost too, which .NET's own container refuses), follows no
/// redirect by itself, and sends forms with the hidden fields that the page gave it.
/// </summary>
internal sealed partial class HttpVisitor : IDisposable
{
    private readonly HttpClient _client;
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public HttpVisitor(Uri address)
    {
        Address = address;
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public Uri Address { get; }

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>As the header <c>Cookie</c> has it.</summary>
    public string CookieHeader => string.Join("; ", _cookies.Select(cookie => cookie.Key + "=" + cookie.Value));

    /// <summary>The languages that the browser asks for.</summary>
    public void Speak(string languages) => _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(languages);

    /// <summary>Where a proxy that the portal believes says that the requests came from.</summary>
    public void ComeFrom(string address) => _client.DefaultRequestHeaders.Add("X-Forwarded-For", address);

    public void SetCookie(string name, string value) => _cookies[name] = value;

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", CookieHeader);
        var response = await _client.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
                Keep(cookie);
        }

        return response;
    }

    /// <summary>Loads the page at <paramref name="path"/>, fills in its form and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(
        string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        using var page = await GetAsync(path, cancellationToken);
        return await PostAsync(page, path, fields, cancellationToken);
    }

    /// <summary>Sends the form of a page that was loaded before.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        HttpResponseMessage page, string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        var html = await page.Content.ReadAsStringAsync(cancellationToken);
        var action = Action().Match(html) is { Success: true } form ? WebUtility.HtmlDecode(form.Groups["action"].Value) : path;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match field in Hidden().Matches(html))
            values[field.Groups["name"].Value] = WebUtility.HtmlDecode(field.Groups["value"].Value);
        foreach (var (name, value) in fields)
            values[name] = value;
        return await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, action.Length == 0 ? path : action) { Content = new FormUrlEncodedContent(values) },
            cancellationToken);
    }

    /// <summary>Sends a form with nothing in it but the token that a page gave, as the sign-out button does.</summary>
    public Task<HttpResponseMessage> PressAsync(string page, string action, CancellationToken cancellationToken) =>
        PressAsync(page, action, [], cancellationToken);

    /// <summary>Sends fields and the token that a page gave, as a script of that page does.</summary>
    public async Task<HttpResponseMessage> PressAsync(
        string page, string action, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        using var loaded = await GetAsync(page, cancellationToken);
        var html = await loaded.Content.ReadAsStringAsync(cancellationToken);
        var token = Hidden().Matches(html).First(field => field.Groups["name"].Value == "__RequestVerificationToken");
        return await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, action)
            {
                Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token.Groups["value"].Value), .. fields]),
            },
            cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private void Keep(string setCookie)
    {
        var parts = setCookie.Split(';')[0].Split('=', 2);
        if (setCookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
            _cookies.Remove(parts[0]);
        else
            _cookies[parts[0]] = parts[1];
    }

    [GeneratedRegex("""<form [^>]*method="post" action="(?<action>[^"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Action();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
