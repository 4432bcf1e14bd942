using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>The driver's way: the link, its exchange, the page, opening, live steps; and who is shut out.</summary>
public sealed partial class DriverPageTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    private const string Session = "__Host-portal-driver";
    private const string HereLat = "52.54381";
    private const string HereLon = "13.38712";

    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task Link_FetchedAsAPreview_ShowsLittleAndChangesNothing()
    {
        var (_, handle) = await house.AddDoorAsync("Key under the mat.");
        var id = await house.ApprovedAsync(handle);
        using var messenger = house.Host.NewVisitor();
        var before = (await house.EntriesAsync(id)).Count;

        using var answer = await messenger.GetAsync("/d/" + await house.LinkAsync(id), Stop);

        var html = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Nordpost", html, StringComparison.Ordinal);
        Assert.Contains("Front door", html, StringComparison.Ordinal);
        Assert.Single(Buttons().Matches(html));
        Assert.DoesNotContain("Key under the mat", html, StringComparison.Ordinal);
        Assert.DoesNotContain(HereLat, html, StringComparison.Ordinal);
        Assert.DoesNotContain(Session, messenger.Cookies.Keys);
        Assert.Equal(before, (await house.EntriesAsync(id)).Count);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task S32_Link_Taken_IsACookieAndGoneFromTheAddress()
    {
        var (_, handle) = await house.AddDoorAsync();
        var id = await house.ApprovedAsync(handle);
        using var driver = house.Host.NewVisitor();

        using var answer = await driver.SubmitAsync("/d/" + await house.LinkAsync(id), [], Stop);

        Assert.Equal((HttpStatusCode.Found, "/d"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith(Session, StringComparison.Ordinal));
        Assert.Matches("; secure; samesite=strict; httponly$", cookie.ToLowerInvariant());
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Single(await house.EntriesAsync(id, EntryKinds.DriverSessionStarted));
    }

    [Fact]
    public async Task Link_TakenWithoutTheFormsToken_IsRefused()
    {
        var (_, handle) = await house.AddDoorAsync();
        var id = await house.ApprovedAsync(handle);
        using var driver = house.Host.NewVisitor();

        using var answer = await driver.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/d/" + await house.LinkAsync(id)) { Content = new FormUrlEncodedContent([]) }, Stop);

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync(Stop));
        Assert.Empty(await house.EntriesAsync(id, EntryKinds.DriverSessionStarted));
    }

    [Theory]
    [InlineData("never")]
    [InlineData("revoked")]
    public async Task Link_ThatOpensNothing_IsNotFoundWhateverTheReason(string why)
    {
        var (_, handle) = await house.AddDoorAsync();
        var id = await house.ApprovedAsync(handle);
        var token = why == "never" ? "AAAAAAAAAAAAAAAAAAAAAA" : await house.LinkAsync(id);
        if (why == "revoked")
            await house.Host.Get<Portal.Deliveries.Answers>().RevokeAsync(house.Owner.Account, id, Stop);
        using var driver = house.Host.NewVisitor();

        using var answer = await driver.GetAsync("/d/" + token, Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("This link opens nothing", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_BeforeTheWindow_HasNoExactPlace()
    {
        var (_, handle) = await house.AddDoorAsync();
        var (id, driver) = await DriverAsync(handle, from: 30);

        var html = await PageAsync(driver);

        Assert.Contains("You can open from", html, StringComparison.Ordinal);
        Assert.Contains("within 1 km", html, StringComparison.Ordinal);
        Assert.DoesNotContain(HereLat, html, StringComparison.Ordinal);
        Assert.Empty(await house.EntriesAsync(id, EntryKinds.PositionDisclosed));
    }

    [Fact]
    public async Task Page_InsideTheWindow_HasThePlaceAndEachShowingIsAnEntry()
    {
        var (_, handle) = await house.AddDoorAsync("<b>Ring</b> twice.");
        var (id, driver) = await DriverAsync(handle);

        var html = await PageAsync(driver);
        await PageAsync(driver);

        Assert.Contains($"data-lat=\"{HereLat}\"", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Ring&lt;/b&gt; twice.", html, StringComparison.Ordinal);
        Assert.Contains("Open the door", html, StringComparison.Ordinal);
        Assert.Equal(2, (await house.EntriesAsync(id, EntryKinds.PositionDisclosed)).Count);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(30, false)]
    public async Task S38_Photo_OfTheCar_IsShownToItsDriverInsideTheWindowAlone(double from, bool isShown)
    {
        var (car, handle) = await house.AddCarAsync();
        await house.Host.Get<AccessPointSettings>().ChangeAsync(house.Owner.Account, isFresh: true, car, new PhotoChange(SomePictures.Png), Stop);
        var (_, driver) = await DriverAsync(handle, from);
        using var nobody = house.Host.NewVisitor();

        Assert.Equal(isShown, (await PageAsync(driver)).Contains("href=\"/d/photo\"", StringComparison.Ordinal));
        using var photo = await driver.GetAsync("/d/photo", Stop);
        using var theirs = await nobody.GetAsync("/d/photo", Stop);

        Assert.Equal(isShown ? "image/png" : null, photo.IsSuccessStatusCode ? photo.Content.Headers.ContentType?.MediaType : null);
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
    }

    [Fact]
    public async Task Page_OfAHandMadeDelivery_SaysThatItIsNoVerifiedCarriers()
    {
        var (door, _) = await house.AddDoorAsync();
        var handMade = house.Host.Get<Portal.Deliveries.HandMadeDeliveries>();
        var draft = new HandMadeDraft { AccessPoint = door, Description = "The florist", Start = house.Now, End = house.Now.AddHours(1) };
        var id = (await handMade.MakeAsync(house.Owner.Account, draft, Stop)).Made ?? throw new InvalidOperationException("Refused.");
        var access = await handMade.ShowAccessAsync(house.Owner.Account, id, Stop) ?? throw new InvalidOperationException("Not shown.");
        using var driver = house.Host.NewVisitor();
        using var taken = await driver.SubmitAsync(new Uri(access.Link).AbsolutePath, [], Stop);

        Assert.Contains("Not a verified carrier", await PageAsync(driver), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_TheNewestWins_TheOlderEndsAndThatIsAnEntry()
    {
        var (_, handle) = await house.AddDoorAsync();
        var (id, older) = await DriverAsync(handle);
        using var newer = await TakeAsync(id);

        using var shut = await older.GetAsync("/d", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        Assert.Contains("Opened on another phone", await shut.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("Open the door", await PageAsync(newer), StringComparison.Ordinal);
        Assert.Single(await house.EntriesAsync(id, EntryKinds.DriverSessionEnded));
    }

    [Fact]
    public async Task Session_AnotherDriverNamed_IsDeadAtOnceWithItsLinkAndItsLivePage()
    {
        var (_, handle) = await house.AddDoorAsync();
        var (id, driver) = await DriverAsync(handle);
        var oldLink = await house.LinkAsync(id);
        using var live = await FollowAsync(driver);
        await live.NextAsync("progress", Stop);

        await house.Nordpost.PutAsync($"deliveries/{id}/driver", """{"name":"Robin"}""", Stop);

        await live.NextAsync("ended", Stop);
        using var shut = await driver.GetAsync("/d", Stop);
        using var link = await driver.GetAsync("/d/" + oldLink, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        Assert.Contains("This link has been replaced", await shut.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, link.StatusCode);
    }

    [Theory]
    [InlineData("52.549565", HereLon, "5", "You are 640 m from the door. Go to the marker and try again.")]
    [InlineData("", "", "", "Your phone did not give a position. Allow it for this page and try again.")]
    [InlineData(HereLat, HereLon, "180", "Your position is only good to 180 m. Step outside and try again.")]
    public async Task Open_NotAtThePlace_IsDeniedWithAPlainSentence(string lat, string lon, string accuracy, string sentence)
    {
        var (door, handle) = await house.AddDoorAsync();
        using var box = await house.Host.PairDeviceAsync(house.Owner.Account, door, Stop);
        await using var hub = await box.ConnectAsync(Stop);
        await hub.ReportAsync(Stop, box.Event(1, "locked"), box.Event(2, "door_closed"));
        var (id, driver) = await DriverAsync(handle);

        using var answer = await OpenAsync(driver, lat, lon, accuracy);

        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Approved, (await house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Open_AtTheDoor_UnlocksAndTheStepsComeLiveUntilDelivered()
    {
        var (door, handle) = await house.AddDoorAsync("Behind the bin");
        using var box = await house.Host.PairDeviceAsync(house.Owner.Account, door, Stop);
        await using var hub = await box.ConnectAsync(Stop);
        await hub.ReportAsync(Stop, box.Event(1, "locked"), box.Event(2, "door_closed"));
        var (id, driver) = await DriverAsync(handle);
        Assert.Contains("Behind the bin", await PageAsync(driver), StringComparison.Ordinal);
        using var live = await FollowAsync(driver);
        Assert.Equal("ready", Phase(await live.NextAsync("progress", Stop)));

        using var opened = await OpenAsync(driver, HereLat, HereLon, "5");
        var command = (await hub.NextAsync("Command", Stop)).GetProperty("commandId").GetString();

        Assert.Equal(HttpStatusCode.Found, opened.StatusCode);
        Assert.Equal("asked", Phase(await live.NextAsync("progress", Stop)));
        await hub.ReportAsync(Stop, box.Event(3, "unlocked", JsonSerializer.Serialize(new { commandId = command, source = "remote" })));
        Assert.Equal(("asked", "Unlocked. Open the door now."), Told(await live.NextAsync("progress", Stop)));
        await hub.ReportAsync(Stop, box.Event(4, "door_opened"));
        Assert.Equal("open", Phase(await live.NextAsync("progress", Stop)));
        await hub.ReportAsync(Stop, box.Event(5, "door_closed"));
        Assert.Equal("closed", Phase(await live.NextAsync("progress", Stop)));
        await hub.ReportAsync(Stop, box.Event(6, "locked"));
        Assert.Equal("done", Phase(await live.NextAsync("progress", Stop)));
        Assert.Equal(DeliveryState.Completed, (await house.FindAsync(id)).State);
        var page = await PageAsync(driver);
        Assert.Contains("Delivered. Closed and locked at", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-lat", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Behind the bin", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S04_Done_SaidByTheDriver_CompletesNothing()
    {
        var (_, handle) = await house.AddDoorAsync();
        var (id, driver) = await DriverAsync(handle);

        using var answer = await driver.PressAsync("/d", "/d/done", Stop);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Single(await house.EntriesAsync(id, EntryKinds.DriverDone));
        Assert.Equal(DeliveryState.Approved, (await house.FindAsync(id)).State);
    }

    [Fact]
    public async Task Page_WhereTheDriversBrowserSpeaksGerman_IsGermanWithAllThatItsScriptSays()
    {
        var (_, handle) = await house.AddDoorAsync();
        var id = await house.ApprovedAsync(handle);
        using var driver = house.Host.NewVisitor();
        driver.Speak("de-AT, en;q=0.5");
        using var link = await driver.GetAsync("/d/" + await house.LinkAsync(id), Stop);
        using var taken = await driver.SubmitAsync("/d/" + await house.LinkAsync(id), [], Stop);

        var html = WebUtility.HtmlDecode(await PageAsync(driver));
        using var denied = await OpenAsync(driver, HereLat, HereLon, "5");
        using var gone = await driver.GetAsync("/d/AAAAAAAAAAAAAAAAAAAAAA", Stop);

        Assert.Contains("Lieferung zeigen", await link.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\"", html, StringComparison.Ordinal);
        Assert.Contains("Tür öffnen", html, StringComparison.Ordinal);
        Assert.Contains("data-may-have-opened=\"Keine Antwort.", html, StringComparison.Ordinal);
        Assert.Contains("Entriegelt <span", html, StringComparison.Ordinal);
        Assert.Contains(
            "Wir hören das Schloss gerade nicht, deshalb öffnen wir es nicht. Versuche es in einer Minute noch einmal.",
            WebUtility.HtmlDecode(await denied.Content.ReadAsStringAsync(Stop)),
            StringComparison.Ordinal);
        Assert.Contains("Dieser Link öffnet nichts", WebUtility.HtmlDecode(await gone.Content.ReadAsStringAsync(Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithAllThatItLoads_WeighsUnderAHundredKilobytes()
    {
        var (_, handle) = await house.AddDoorAsync(new string('x', 500));
        var (_, driver) = await DriverAsync(handle);
        var html = await PageAsync(driver);

        var weight = html.Length;
        foreach (Match asset in Assets().Matches(html))
        {
            using var answer = await driver.GetAsync(asset.Groups["path"].Value, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            weight += (await answer.Content.ReadAsByteArrayAsync(Stop)).Length;
        }

        Assert.InRange(weight, 10_000, 100_000);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("GET", "/d")]
    [InlineData("GET", "/d/events")]
    public async Task Page_WithoutASession_SaysWhatToDo(string method, string path)
    {
        using var nobody = house.Host.NewVisitor();
        nobody.SetCookie(Session, "nonsense");

        using var answer = await nobody.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Stop);

        if (path == "/d")
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        else
            Assert.Contains("event: ended", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S35_Page_LoadedTooOften_IsToldWhenToComeAgain()
    {
        var (_, handle) = await house.AddDoorAsync();
        var (_, driver) = await DriverAsync(handle);
        var limited = false;

        for (var i = 0; i < 200 && !limited; i++)
        {
            using var answer = await driver.GetAsync("/d", Stop);
            limited = answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter is not null;
        }

        Assert.True(limited);
    }

    private static string? Phase(JsonElement progress) => progress.GetProperty("phase").GetString();

    private static (string? Phase, string? Sentence) Told(JsonElement progress) => (Phase(progress), progress.GetProperty("sentence").GetString());

    private static async Task<string> PageAsync(HttpVisitor driver)
    {
        using var answer = await driver.GetAsync("/d", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static Task<HttpResponseMessage> OpenAsync(HttpVisitor driver, string lat, string lon, string accuracyM) =>
        driver.SubmitAsync(
            "/d",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["lat"] = lat, ["lon"] = lon, ["accuracyM"] = accuracyM, ["ageS"] = "1" },
            Stop);

    private static async Task<LiveLines> FollowAsync(HttpVisitor driver) =>
        await LiveLines.OpenAsync(new Uri(driver.Address, "/d/events"), driver.CookieHeader, Stop);

    private async Task<(DeliveryId Id, HttpVisitor Driver)> DriverAsync(string handle, double from = 0)
    {
        var id = await house.ApprovedAsync(handle, from, to: 60);
        return (id, await TakeAsync(id));
    }

    private async Task<HttpVisitor> TakeAsync(DeliveryId id)
    {
        var driver = house.Host.NewVisitor();
        using var taken = await driver.SubmitAsync("/d/" + await house.LinkAsync(id), [], Stop);
        Assert.Equal(HttpStatusCode.Found, taken.StatusCode);
        return driver;
    }

    [GeneratedRegex("""(?:href|src)="(?<path>/(?:css|js|img)/[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assets();

    [GeneratedRegex("<button", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Buttons();
}
