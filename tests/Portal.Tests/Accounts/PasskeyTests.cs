using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Passkeys over HTTP, made and shown by a soft one: who they let in, and who not.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private const string Mara = "mara@example.com";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;
    private NewOwner _owner = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _owner = await _host.AddOwnerAsync(Mara, Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task S24_Passkey_SignsItsOwnerInWithoutAnything()
    {
        using var passkey = await MakeAsync();

        using var visitor = _host.NewVisitor();
        using var answer = await ShowAsync(visitor, passkey, "/sign-in");
        using var page = await visitor.GetAsync("/settings", Stop);

        Assert.Equal("/start", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.NotNull(Assert.Single((await SecurityAsync()).Passkeys).UsedAt);
    }

    [Fact]
    public async Task S25_Passkey_ConfirmsAfterFiveMinutes_OnlyItsOwner()
    {
        using var passkey = await MakeAsync();
        await _host.AddOwnerAsync("otto@example.com", Stop);
        using var mara = await _host.SignInAsync(Mara, Stop);
        using var otto = await _host.SignInAsync("otto@example.com", Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(6));

        using var own = await ShowAsync(mara, passkey, "/confirm");
        using var others = await ShowAsync(otto, passkey, "/confirm");

        Assert.Equal("/start", own.Headers.Location?.OriginalString);
        Assert.StartsWith("/confirm?passkey=refused", others.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var fresh = await mara.GetAsync("/settings/password", Stop);
        using var stale = await otto.GetAsync("/settings/password", Stop);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Found), (fresh.StatusCode, stale.StatusCode));
    }

    [Fact]
    public async Task S25_NewPasskey_LongAfterSigningIn_IsRefused()
    {
        using var visitor = await _host.SignInAsync(Mara, Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));

        using var answer = await visitor.PressAsync("/settings", "/settings/passkeys/options", Stop);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Passkey_ShownAtAnotherSite_OpensNothing()
    {
        using var passkey = await MakeAsync("https://portal.example");
        Assert.Empty((await SecurityAsync()).Passkeys);

        using var visitor = _host.NewVisitor();
        using var answer = await ShowAsync(visitor, passkey, "/sign-in");

        Assert.StartsWith("/sign-in?passkey=refused", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passkey_SignedBefore_OpensNothingASecondTime()
    {
        using var passkey = await MakeAsync();
        using var visitor = _host.NewVisitor();
        var signed = passkey.Show(await OptionsAsync(visitor, "/sign-in", "/sign-in/passkey"));
        using var first = await SendAsync(visitor, "/sign-in", "/sign-in/passkey", signed);
        using var thief = _host.NewVisitor();

        using var second = await SendAsync(thief, "/sign-in", "/sign-in/passkey", signed);
        await OptionsAsync(thief, "/sign-in", "/sign-in/passkey");
        using var third = await SendAsync(thief, "/sign-in", "/sign-in/passkey", signed);

        Assert.Equal("/start", first.Headers.Location?.OriginalString);
        Assert.All([second, third], answer => Assert.StartsWith("/sign-in?passkey=refused", answer.Headers.Location?.OriginalString, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Passkey_Removed_SignsNobodyIn()
    {
        using var passkey = await MakeAsync();
        await using (var page = await _host.OpenPageAsync(_owner.Account, Stop))
        {
            var port = page.ServiceProvider.GetRequiredService<IAccountSecurity>();
            Assert.Equal(SecurityOutcome.Done, await port.RenamePasskeyAsync((await SecurityAsync()).Passkeys[0].Id, "My phone", Stop));
            var view = Assert.Single((await SecurityAsync()).Passkeys);
            Assert.Equal("My phone", view.Name);
            Assert.Equal(SecurityOutcome.Done, await port.RemovePasskeyAsync(view.Id, Stop));
        }

        using var visitor = _host.NewVisitor();
        using var answer = await ShowAsync(visitor, passkey, "/sign-in");

        Assert.StartsWith("/sign-in?passkey=refused", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S24_Recovered_NoPasskeyOfBeforeSignsIn_AndTheMailSaysSo()
    {
        using var passkey = await MakeAsync();

        await _host.RecoverAsync(_owner.Account, Stop);

        using var visitor = _host.NewVisitor();
        using var answer = await ShowAsync(visitor, passkey, "/sign-in");
        Assert.StartsWith("/sign-in?passkey=refused", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Empty((await SecurityAsync()).Passkeys);
        Assert.Contains("passkey was removed", (await _host.MailsToAsync(Mara, Stop))[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passkey_TheOnlyWayIn_StaysUntilThereIsAnother()
    {
        using var passkey = await MakeAsync();
        await _host.Get<Portal.Storage.Database>().WriteAsync(
            tx => Dapper.SqlMapper.Execute(tx.Connection, "UPDATE account SET password_hash = NULL"), Stop);
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);

        var outcome = await page.ServiceProvider.GetRequiredService<IAccountSecurity>()
            .RemovePasskeyAsync((await SecurityAsync()).Passkeys[0].Id, Stop);

        Assert.Equal(SecurityOutcome.LastWayIn, outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of the kind")]
    [InlineData("""{"id":"AA","type":"public-key","response":{}}""")]
    public async Task Passkey_ThatIsNone_IsRefusedLikeAWrongOne(string credential)
    {
        using var visitor = _host.NewVisitor();
        await OptionsAsync(visitor, "/sign-in", "/sign-in/passkey");

        using var answer = await SendAsync(visitor, "/sign-in", "/sign-in/passkey", credential);

        Assert.StartsWith("/sign-in?passkey=refused", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passkey_WithoutTheFormsToken_IsRefused()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey/options") { Content = new FormUrlEncodedContent([]) }, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>A passkey of Mara's, if the portal took it.</summary>
    private async Task<SoftPasskey> MakeAsync(string? origin = null)
    {
        using var visitor = await _host.SignInAsync(Mara, Stop);
        var passkey = new SoftPasskey { Origin = origin ?? _host.Address.GetLeftPart(UriPartial.Authority) };
        var made = passkey.Make(await OptionsAsync(visitor, "/settings", "/settings/passkeys"));
        using var answer = await SendAsync(visitor, "/settings", "/settings/passkeys", made);
        Assert.Equal(origin is null ? "/settings?passkey=added" : "/settings?passkey=refused", answer.Headers.Location?.OriginalString);
        return passkey;
    }

    private static async Task<HttpResponseMessage> ShowAsync(HttpVisitor visitor, SoftPasskey passkey, string page) =>
        await SendAsync(visitor, page, page + "/passkey", passkey.Show(await OptionsAsync(visitor, page, page + "/passkey")));

    private static async Task<string> OptionsAsync(HttpVisitor visitor, string page, string action)
    {
        using var answer = await visitor.PressAsync(page, action + "/options", Stop);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpVisitor visitor, string page, string action, string credential) =>
        visitor.PressAsync(page, action, [new("credential", credential)], Stop);

    private async Task<SecurityView> SecurityAsync()
    {
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);
        return Required.Of(await page.ServiceProvider.GetRequiredService<IAccountSecurity>().FindAsync(Stop));
    }
}
