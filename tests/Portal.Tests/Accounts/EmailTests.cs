using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Addresses: proved by whoever reads them, changed with both told.</summary>
public sealed class EmailTests : IAsyncLifetime
{
    private const string Mara = "mara@example.com";
    private const string Anew = "mara@example.org";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Registered_GetsALinkThatConfirmsByAPress()
    {
        await RegisterAsync(Mara);
        var link = await _host.LinkToAsync(Mara, "/address", Stop);
        using var reader = _host.NewVisitor();

        using (await reader.GetAsync(link, Stop))
            Assert.False((await SecurityAsync()).EmailIsConfirmed);
        using var confirmed = await reader.SubmitAsync(link, [], Stop);
        using var again = await reader.GetAsync(link, Stop);

        Assert.True((await SecurityAsync()).EmailIsConfirmed);
        Assert.Contains("This link has ended", await again.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S29_Registered_WithATakenAddress_AnswersTheSameAndTellsItsReader()
    {
        using var first = await RegisterAsync(Mara);
        using var second = await RegisterAsync(Mara);

        Assert.Equal((first.StatusCode, first.Headers.Location), (second.StatusCode, second.Headers.Location));
        Assert.Equal(
            ["Confirm your e-mail address", "You have a Portal account already"], (await _host.MailsToAsync(Mara, Stop)).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task Mails_AreInTheLanguageInWhichTheAccountWasMade_WhateverAStrangerSpeaks()
    {
        using var registered = await RegisterAsync(Mara, "de");
        using var stranger = await RegisterAsync(Mara, "en");
        await ChangePasswordAsync("a rather different sentence");

        var mails = await _host.MailsToAsync(Mara, Stop);

        Assert.Equal(
            ["Bestätige deine E-Mail-Adresse", "Du hast schon ein Portal-Konto", "Deine Anmeldung bei Portal hat sich geändert"],
            mails.Select(mail => mail.Subject));
        Assert.Contains("\n\nEr geht einmal, einen Tag lang.", mails[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("Das Passwort deines Kontos wurde geändert.", mails[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_WithoutAName_IsToldSoInTheBrowsersLanguage()
    {
        using var visitor = _host.NewVisitor();
        visitor.Speak("de");

        using var answer = await visitor.SubmitAsync("/register", [new("Form.Email", Mara)], Stop);

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains("Schreib deinen Namen, wie dein Haushalt dich kennt.", page, StringComparison.Ordinal);
        Assert.Contains("Nimm mindestens 12 Zeichen.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_WithALetterThatMailServersRefuse_IsToldWhichDo()
    {
        using var answer = await RegisterAsync("jörg@example.org");

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains("plain letters (a–z), digits and signs before the @", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_BothAreTold_AndTheOldOneForAMonth()
    {
        await RegisterAsync(Mara);
        Assert.Equal(SecurityOutcome.Done, await AskChangeAsync(Anew));
        Assert.Equal("Another e-mail address was asked for", (await _host.MailsToAsync(Mara, Stop))[^1].Subject);
        using (await _host.NewVisitor().SubmitAsync(await _host.LinkToAsync(Anew, "/address", Stop), [], Stop))
        {
            // Followed by whoever reads the new mailbox.
        }

        using var byOld = await _host.NewVisitor().TrySignInAsync(Mara, People.Password, Stop);
        using var byNew = await _host.NewVisitor().TrySignInAsync(Anew, People.Password, Stop);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Found), (byOld.StatusCode, byNew.StatusCode));
        foreach (var address in new[] { Mara, Anew })
            Assert.Equal("Signing in to Portal changed", (await _host.MailsToAsync(address, Stop))[^1].Subject);
        var told = (await _host.MailsToAsync(Mara, Stop)).Count;
        await ChangePasswordAsync("a rather different sentence");
        Assert.Equal(told + 1, (await _host.MailsToAsync(Mara, Stop)).Count);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(31));
        Assert.Equal([new KnownAddress(Anew, IsFormer: false)], await KnownAsync());
    }

    [Fact]
    public async Task S29_Change_ToSomebodyElses_AnswersTheSameAndChangesNothing()
    {
        await RegisterAsync(Mara);
        await RegisterAsync(Anew);

        Assert.Equal(SecurityOutcome.Done, await AskChangeAsync(Anew));

        Assert.Equal("You have a Portal account already", (await _host.MailsToAsync(Anew, Stop))[^1].Subject);
        Assert.Equal(Mara, (await SecurityAsync()).Email);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("browsers")]
    [InlineData("recovery")]
    public async Task S24_ChangeThatWaits_EndsWithWhateverPutsOthersOut(string what)
    {
        await RegisterAsync(Mara);
        await AskChangeAsync(Anew);
        var link = await _host.LinkToAsync(Anew, "/address", Stop);

        await PutOthersOutAsync(what);

        using var followed = await _host.NewVisitor().GetAsync(link, Stop);
        Assert.Contains("This link has ended", await followed.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S24_ChangeThatWaits_WhileTheAccountIsHeld_IsNotMade()
    {
        await RegisterAsync(Mara);
        await AskChangeAsync(Anew);
        var link = await _host.LinkToAsync(Anew, "/address", Stop);
        var mara = await AccountAsync();
        await _host.Get<Portal.Storage.Database>().WriteAsync(tx => UnlockHolds.Begin(tx, mara, _time.GetUtcNow()), Stop);

        using (await _host.NewVisitor().SubmitAsync(link, [], Stop))
            Assert.Equal(Mara, (await SecurityAsync()).Email);
    }

    [Fact]
    public async Task S24_Changed_TheOldAddressIsToldWhatHelpsThere()
    {
        await RegisterAsync(Mara);
        await ChangeAsync(Anew);

        var old = (await _host.MailsToAsync(Mara, Stop))[^1].Text;
        var anew = (await _host.MailsToAsync(Anew, Stop))[^1].Text;

        Assert.Contains("/recover", anew, StringComparison.Ordinal);
        Assert.DoesNotContain("/recover", old, StringComparison.Ordinal);
        Assert.Contains("/settings", old, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("mara@example.org\nBcc: thief@example.org")]
    [InlineData("jörg@example.org")]
    [InlineData("mara@ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää.org")]
    public async Task S33_Change_ToWhatIsNoAddress_IsRefused(string address)
    {
        await RegisterAsync(Mara);

        Assert.Equal(SecurityOutcome.NoAddress, await AskChangeAsync(address));
    }

    [Fact]
    public async Task S25_Change_LongAfterSigningIn_IsRefused()
    {
        await RegisterAsync(Mara);
        await using var page = await PageAsync();
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));

        Assert.Equal(SecurityOutcome.SignInAgain, await page.ServiceProvider.GetRequiredService<IEmailAddress>().AskChangeAsync(Anew, Stop));
    }

    [Fact]
    public async Task S35_LinkAskedForAgainAndAgain_FillsNoMailbox()
    {
        await RegisterAsync(Mara);
        await using var page = await PageAsync();
        var port = page.ServiceProvider.GetRequiredService<IEmailAddress>();

        var outcomes = new List<SecurityOutcome>();
        for (var asked = 0; asked < 4; asked++)
            outcomes.Add(await port.AskAgainAsync(Stop));

        Assert.Equal([SecurityOutcome.Done, SecurityOutcome.Done, SecurityOutcome.Resting, SecurityOutcome.Resting], outcomes);
    }

    [Fact]
    public async Task S35_ChangeAskedAgainAndAgain_ToManyAddresses_Rests()
    {
        await RegisterAsync(Mara);

        var outcomes = new List<SecurityOutcome>();
        for (var asked = 0; asked < 6; asked++)
            outcomes.Add(await AskChangeAsync($"stranger{asked}@example.org"));

        Assert.Equal(Enumerable.Repeat(SecurityOutcome.Done, 5).Append(SecurityOutcome.Resting), outcomes);
        Assert.Empty(await _host.MailsToAsync("stranger5@example.org", Stop));
    }

    [Fact]
    public async Task S35_ChangedEachDay_HasFiveFormerAddressesAtMost()
    {
        await RegisterAsync(Mara);
        for (var changed = 0; changed < 5; changed++)
            await ChangeAsync($"mara{changed}@example.org");

        Assert.Equal(SecurityOutcome.Resting, await AskChangeAsync(Anew));
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(30));
        Assert.Equal(SecurityOutcome.Done, await AskChangeAsync(Anew));
    }

    [Fact]
    public async Task Confirm_WithAnOlderLink_OrADayLater_HasEnded()
    {
        await RegisterAsync(Mara);
        var old = await _host.LinkToAsync(Mara, "/address", Stop);
        await using (var page = await PageAsync())
            await page.ServiceProvider.GetRequiredService<IEmailAddress>().AskAgainAsync(Stop);
        var newest = await _host.LinkToAsync(Mara, "/address", Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(1));

        using var first = await _host.NewVisitor().GetAsync(old, Stop);
        using var second = await _host.NewVisitor().GetAsync(newest, Stop);

        foreach (var answer in new[] { first, second })
            Assert.Contains("This link has ended", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.False((await SecurityAsync()).EmailIsConfirmed);
    }

    private async Task<HttpResponseMessage> RegisterAsync(string email, string language = "en")
    {
        using var visitor = _host.NewVisitor();
        visitor.Speak(language);
        return await visitor.SubmitAsync(
            "/register",
            [
                new("Form.Name", "Mara"), new("Form.Email", email), new("Form.Password", People.Password), new("Form.Household", "Bergers"),
                new("Form.TimeZone", "Europe/Berlin"),
            ],
            Stop);
    }

    private async Task<SecurityOutcome> AskChangeAsync(string email)
    {
        await using var page = await PageAsync();
        return await page.ServiceProvider.GetRequiredService<IEmailAddress>().AskChangeAsync(email, Stop);
    }

    private async Task ChangeAsync(string email)
    {
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.Equal(SecurityOutcome.Done, await AskChangeAsync(email));
        using var followed = await _host.NewVisitor().SubmitAsync(await _host.LinkToAsync(email, "/address", Stop), [], Stop);
    }

    private async Task PutOthersOutAsync(string what)
    {
        await using var page = await PageAsync();
        var security = page.ServiceProvider.GetRequiredService<IAccountSecurity>();
        if (what == "password")
            await security.ChangePasswordAsync("a rather different sentence", Stop);
        else if (what == "browsers")
            await security.EndOtherSessionsAsync(Stop);
        else
            await _host.RecoverAsync(await AccountAsync(), Stop);
    }

    private async Task ChangePasswordAsync(string password)
    {
        await using var page = await PageAsync();
        await page.ServiceProvider.GetRequiredService<IAccountSecurity>().ChangePasswordAsync(password, Stop);
    }

    private Task<IReadOnlyList<KnownAddress>> KnownAsync() => _host.Get<Portal.Storage.Database>().ReadAsync(
        connection => KnownAddresses.Of(
            connection, Dapper.SqlMapper.QuerySingle<AccountId>(connection, "SELECT id FROM account"), _time.GetUtcNow()),
        Stop);

    private async Task<SecurityView> SecurityAsync()
    {
        await using var page = await PageAsync();
        return Required.Of(await page.ServiceProvider.GetRequiredService<IAccountSecurity>().FindAsync(Stop));
    }

    private async Task<AsyncServiceScope> PageAsync() => await _host.OpenPageAsync(await AccountAsync(), Stop);

    // The one that was made first.
    private Task<AccountId> AccountAsync() => _host.Get<Portal.Storage.Database>().ReadAsync(
        connection => Dapper.SqlMapper.QueryFirst<AccountId>(connection, "SELECT id FROM account ORDER BY rowid"), Stop);
}
