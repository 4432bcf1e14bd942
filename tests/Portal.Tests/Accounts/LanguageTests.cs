using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>In which language Portal speaks to whom.</summary>
public sealed class LanguageTests : IAsyncLifetime
{
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions(), Stop);
        await _host.AddOwnerAsync("mara@example.com", Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(null, "en")]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de")]
    [InlineData("fr, de;q=0.5", "de")]
    [InlineData("fr", "en")]
    [InlineData("*", "en")]
    [InlineData("not a language", "en")]
    public async Task Page_OfAStranger_SpeaksTheFirstOfTheBrowsersLanguagesThatPortalKnows(string? accepted, string spoken)
    {
        using var visitor = _host.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        if (accepted is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Accept-Language", accepted));

        using var answer = await visitor.SendAsync(request, Stop);

        Assert.Contains($"<html lang=\"{spoken}\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_ThePagesSpeakIt_AndTheNextBrowserTooOnceSignedIn()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        using var chosen = await visitor.PressAsync("/settings", "/settings/language", [new("language", "de")], Stop);
        var settings = await ReadAsync(visitor, "/settings");
        using var elsewhere = await _host.SignInAsync("mara@example.com", Stop);
        var home = await ReadAsync(elsewhere, "/");

        Assert.Equal("/settings", chosen.Headers.Location?.OriginalString);
        Assert.Contains("<html lang=\"de\"", settings, StringComparison.Ordinal);
        Assert.Contains("Lieferungen", settings, StringComparison.Ordinal);
        Assert.Contains("Lieferungen", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedIn_WithoutAChoice_TheBrowserKeepsItsOwn()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/settings");
        request.Headers.AcceptLanguage.ParseAdd("de");

        using var settings = await visitor.SendAsync(request, Stop);

        Assert.Contains("<html lang=\"de\"", await settings.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_WhatPortalDoesNotSpeak_IsTheFirst()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        using var chosen = await visitor.PressAsync("/settings", "/settings/language", [new("language", "tlh")], Stop);

        Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
        Assert.Contains("<html lang=\"en\"", await ReadAsync(visitor, "/settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_WithoutTheTokenOfAPage_IsRefused()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/settings/language") { Content = new FormUrlEncodedContent([new("language", "de")]) };

        using var answer = await visitor.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Form_InGerman_SaysInGermanWhatIsWrong()
    {
        using var visitor = _host.NewVisitor();
        visitor.SetCookie("language", "de");

        using var answer = await visitor.SubmitAsync(
            "/register", [new("Form.Name", "Jonas"), new("Form.Email", "jonas@example.com"), new("Form.Password", "kurz"), new("Form.Household", "")], Stop);

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains("Nimm mindestens 12 Zeichen.", page, StringComparison.Ordinal);
        Assert.Contains("Gib dem Haushalt einen Namen", page, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(HttpVisitor visitor, string path)
    {
        using var page = await visitor.GetAsync(path, Stop);
        return await page.Content.ReadAsStringAsync(Stop);
    }
}
