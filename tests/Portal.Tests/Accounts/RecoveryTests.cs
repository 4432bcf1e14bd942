using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Getting back in: what it takes, who is told, and what stays shut for a day.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private const string Mara = "mara@example.com";
    private const string Another = "a rather different sentence";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;
    private NewOwner _owner = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _owner = await _host.AddOwnerAsync(Mara, Stop);
        await _host.Get<Database>().WriteAsync(tx => AccountStore.TryConfirmEmail(tx, _owner.Account, Mara), Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task S24_Recovered_SignsEverybodyOutAndTellsEveryKnownAddress()
    {
        await _host.Get<Database>().WriteAsync(tx => KnownAddresses.KeepFormer(tx, _owner.Account, "mara@example.net", _time.GetUtcNow()), Stop);
        using var thief = await _host.SignInAsync(Mara, Stop);

        using var answer = await RecoverAsync();

        Assert.Contains("/sign-in?recovered=true", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var thiefs = await thief.GetAsync("/settings", Stop);
        using var old = await _host.NewVisitor().TrySignInAsync(Mara, People.Password, Stop);
        using var anew = await _host.NewVisitor().TrySignInAsync(Mara, Another, Stop);
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK, HttpStatusCode.Found), (thiefs.StatusCode, old.StatusCode, anew.StatusCode));
        var until = PlaceClock.Dated(_time.GetUtcNow().AddDays(1), "Europe/Berlin");
        foreach (var address in new[] { Mara, "mara@example.net" })
        {
            var mail = (await _host.MailsToAsync(address, Stop))[^1];
            Assert.Equal("Your Portal account was recovered", mail.Subject);
            Assert.Contains($"Until {until} the account", mail.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S24_Recovered_HoldsUnlockingForADay()
    {
        var car = await _host.AddCarAsync(_owner.Account, Stop);
        using (await RecoverAsync())
        {
            // By whoever reads Mara's mail.
        }

        Assert.Equal(CommandOutcome.Held, await UnlockAsync(car));
        Assert.Contains("recovered", (await ExpectSomebodyAsync(car)).Faults.Values.Single(), StringComparison.Ordinal);
        Assert.Equal(
            (MemberOutcome.Held, null),
            await _host.Get<Invitations>().MakeAsync(_owner.Account, isFresh: true, _owner.Household, MemberRole.Owner, Stop));

        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromHours(24));
        Assert.Null(await _host.Get<Database>().ReadAsync(connection => UnlockHolds.Until(connection, _owner.Account, _time.GetUtcNow()), Stop));
        Assert.NotNull((await ExpectSomebodyAsync(car)).Made);
    }

    [Fact]
    public async Task S24_Recovered_ShowsNoCodeThatWasMadeBefore_AndChangesNoMember()
    {
        var car = await _host.AddCarAsync(_owner.Account, Stop);
        var made = Assert.NotNull((await ExpectSomebodyAsync(car)).Made);
        var jonas = (await _host.AddOwnerAsync("jonas@example.com", Stop)).Account;
        await _host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, _owner.Household, jonas, MemberRole.Owner, _time.GetUtcNow()), Stop);
        using (await RecoverAsync())
        {
            // By whoever reads Mara's mail.
        }

        Assert.Null(await _host.Get<HandMadeDeliveries>().ShowAccessAsync(_owner.Account, made, Stop));
        Assert.Equal(
            MemberOutcome.Held,
            await _host.Get<Members>().RemoveAsync(new MemberChange(_owner.Account, IsFresh: true, _owner.Household, jonas), Stop));
    }

    [Fact]
    public async Task S24_Recovered_LinkAndCodeOfBeforeOpenNothing()
    {
        var car = await _host.AddCarAsync(_owner.Account, Stop);
        var made = Assert.NotNull((await ExpectSomebodyAsync(car)).Made);
        var before = Required.Of(await _host.Get<HandMadeDeliveries>().ShowAccessAsync(_owner.Account, made, Stop));

        await _host.RecoverAsync(_owner.Account, Stop);

        await _host.Get<Database>().WriteAsync(tx => tx.Connection.Execute("UPDATE account SET held_until = NULL"), Stop);
        var after = Required.Of(await _host.Get<HandMadeDeliveries>().ShowAccessAsync(_owner.Account, made, Stop));
        Assert.NotEqual(before.Code, after.Code);
        Assert.NotEqual(before.Link, after.Link);
    }

    [Fact]
    public async Task S24_Recovery_NeverSkipsTheSecondFactor()
    {
        string key;
        IReadOnlyList<string> codes;
        await using (var page = await _host.OpenPageAsync(_owner.Account, Stop))
        {
            var factor = page.ServiceProvider.GetRequiredService<ITwoFactor>();
            key = Required.Of(await factor.BeginAsync(Stop)).Key;
            codes = Required.Of(await factor.TurnOnAsync(Totp.CodeAt(key, Totp.StepAt(_time.GetUtcNow())), Stop));
        }

        var link = await AskAsync();
        using var without = await FollowAsync(link, "");
        using var wrong = await FollowAsync(link, "000000");
        using var still = await _host.NewVisitor().TrySignInAsync(Mara, Another, Stop);
        using var with = await FollowAsync(link, codes[0]);

        Assert.All([without, wrong, still], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.Found, with.StatusCode);
        using var half = await _host.NewVisitor().TrySignInAsync(Mara, Another, Stop);
        Assert.Contains("/sign-in/code", half.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S29_Asked_ForAnUnknownOrUnprovenAddress_AnswersTheSameAndSendsNothing()
    {
        await _host.AddOwnerAsync("otto@example.com", Stop);

        var answers = new List<string>();
        foreach (var address in new[] { Mara, "otto@example.com", "nobody@example.com" })
        {
            using var answer = await _host.NewVisitor().SubmitAsync("/recover", [new("Form.Email", address)], Stop);
            answers.Add(await answer.Content.ReadAsStringAsync(Stop));
        }

        Assert.Single(answers.Select(Told).Distinct(StringComparer.Ordinal));
        Assert.Single(await _host.MailsToAsync(Mara, Stop));
        Assert.Empty(await _host.MailsToAsync("otto@example.com", Stop));
        Assert.Empty(await _host.MailsToAsync("nobody@example.com", Stop));
    }

    [Fact]
    public async Task S35_AskedAgainAndAgain_FillsNoMailbox()
    {
        for (var asked = 0; asked < 5; asked++)
            using (await _host.NewVisitor().SubmitAsync("/recover", [new("Form.Email", Mara)], Stop))
            {
                // The answer is the same each time.
            }

        Assert.Equal(3, (await _host.MailsToAsync(Mara, Stop)).Count);
    }

    [Fact]
    public async Task Link_UsedOrReplacedOrHalfAnHourOld_HasEnded()
    {
        var first = await AskAsync();
        var second = await AskAsync();
        using var replaced = await FollowAsync(first, "");
        using var used = await FollowAsync(second, "");
        using var again = await FollowAsync(second, "");
        var third = await AskAsync();
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(30));
        using var late = await FollowAsync(third, "");

        Assert.Equal(HttpStatusCode.Found, used.StatusCode);
        Assert.All([replaced, again, late], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Contains("This link has ended", await late.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S24_Recovered_WithAPasswordOfTheLists_IsRefusedAndTheLinkStays()
    {
        var link = await AskAsync();

        using var weak = await FollowAsync(link, "", "qwertyuiop1234");
        using var good = await FollowAsync(link, "");

        Assert.Contains("Thieves try this one first", await weak.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, good.StatusCode);
    }

    // The page without what is a visitor's own: the token of its form.
    private static string Told(string html) => html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];

    private async Task<string> AskAsync()
    {
        using var answer = await _host.NewVisitor().SubmitAsync("/recover", [new("Form.Email", Mara)], Stop);
        return await _host.LinkToAsync(Mara, "/recover", Stop);
    }

    private async Task<HttpResponseMessage> FollowAsync(string link, string code, string password = Another)
    {
        using var visitor = _host.NewVisitor();
        var page = await visitor.GetAsync(link, Stop);
        var isOpen = (await page.Content.ReadAsStringAsync(Stop)).Contains("Form.Token", StringComparison.Ordinal);
        return isOpen ? await visitor.PostAsync(page, link, [new("Form.Password", password), new("Form.Code", code)], Stop) : page;
    }

    private async Task<HttpResponseMessage> RecoverAsync() => await FollowAsync(await AskAsync(), "");

    private Task<CommandOutcome> UnlockAsync(AccessPointId car) => _host.Get<OwnerCommands>().UnlockAsync(_owner.Account, isFresh: true, car, Stop);

    private Task<HandMadeOutcome> ExpectSomebodyAsync(AccessPointId car)
    {
        var now = _time.GetUtcNow();
        var draft = new HandMadeDraft { AccessPoint = car, Description = "The florist", Start = now.AddMinutes(10), End = now.AddMinutes(70) };
        return _host.Get<HandMadeDeliveries>().MakeAsync(_owner.Account, draft, Stop);
    }
}
