using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>An account with a second factor, over HTTP: no password lets in alone, and no code twice.</summary>
public sealed class TwoFactorTests : IAsyncLifetime
{
    private const string Mara = "mara@example.com";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;
    private NewOwner _owner = null!;
    private string _key = "";
    private IReadOnlyList<string> _codes = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string CodeNow => Totp.CodeAt(_key, Totp.StepAt(_time.GetUtcNow()));

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _owner = await _host.AddOwnerAsync(Mara, Stop);
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);
        var factor = page.ServiceProvider.GetRequiredService<ITwoFactor>();
        _key = Required.Of(await factor.BeginAsync(Stop)).Key;
        _codes = Required.Of(await factor.TurnOnAsync(CodeNow, Stop));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task S24_RightPassword_AloneLetsNobodyIn()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.TrySignInAsync(Mara, People.Password, Stop);
        using var page = await visitor.GetAsync("/settings", Stop);

        Assert.Contains("/sign-in/code?returnUrl=", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/sign-in", page.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task S24_CodeOfTheApp_LetsInOnce()
    {
        Wait();
        using var first = await EnterAsync(CodeNow);
        using var second = await EnterAsync(CodeNow);
        Wait();
        using var next = await EnterAsync(CodeNow);

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK, HttpStatusCode.Found), (first.StatusCode, second.StatusCode, next.StatusCode));
    }

    [Fact]
    public async Task S24_RecoveryCode_LetsInOnceHoweverItIsTyped()
    {
        using var first = await EnterAsync(_codes[0].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant());
        using var second = await EnterAsync(_codes[0]);
        using var other = await EnterAsync(_codes[1]);

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK, HttpStatusCode.Found), (first.StatusCode, second.StatusCode, other.StatusCode));
        Assert.Equal(RecoveryCodes.Count - 2, (await SecurityAsync()).RecoveryCodesLeft);
    }

    [Fact]
    public async Task S24_NewRecoveryCodes_EndTheOldOnes()
    {
        await using (var page = await _host.OpenPageAsync(_owner.Account, Stop))
            Assert.NotNull(await page.ServiceProvider.GetRequiredService<ITwoFactor>().MakeCodesAsync(Stop));

        using var answer = await EnterAsync(_codes[0]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task S29_GuessedCodes_RestAfterFive_YetAKnownBrowserGetsIn()
    {
        using var known = await HalfWayAsync();
        using (await SendAsync(known, _codes[0]))
        {
            // It has signed in once, and is known from now on.
        }

        using var thief = await HalfWayAsync();
        for (var miss = 0; miss < 5; miss++)
            using (await SendAsync(thief, "000000"))
            {
                // A miss.
            }

        using var resting = await SendAsync(thief, _codes[1]);
        using var again = await known.TrySignInAsync(Mara, People.Password, Stop);
        using var own = await SendAsync(known, _codes[1]);

        Assert.Contains("Too many tries", await resting.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, own.StatusCode);
    }

    [Fact]
    public async Task S24_HalfWayIn_EndsWithThePassword()
    {
        using var thief = await HalfWayAsync();
        await using (var page = await _host.OpenPageAsync(_owner.Account, Stop))
            await page.ServiceProvider.GetRequiredService<IAccountSecurity>().ChangePasswordAsync("a rather different sentence", Stop);

        using var answer = await SendAsync(thief, _codes[0]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task S25_Confirm_NeedsTheSecondFactorToo()
    {
        using var visitor = await HalfWayAsync();
        using var entered = await SendAsync(visitor, _codes[0]);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(6));

        using var alone = await ConfirmAsync(visitor, "");
        using var both = await ConfirmAsync(visitor, CodeNow);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Found), (alone.StatusCode, both.StatusCode));
    }

    [Fact]
    public async Task TurnedOff_ThePasswordIsEnough()
    {
        await using (var page = await _host.OpenPageAsync(_owner.Account, Stop))
            Assert.Equal(SecurityOutcome.Done, await page.ServiceProvider.GetRequiredService<ITwoFactor>().TurnOffAsync(Stop));

        using var visitor = await _host.SignInAsync(Mara, Stop);
        using var answer = await visitor.GetAsync("/settings", Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task S25_SecondFactor_LongAfterSigningIn_IsLeftAlone()
    {
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);
        var factor = page.ServiceProvider.GetRequiredService<ITwoFactor>();
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));

        Assert.Equal(SecurityOutcome.SignInAgain, await factor.TurnOffAsync(Stop));
        Assert.Null(await factor.MakeCodesAsync(Stop));
        Assert.True((await SecurityAsync()).TwoFactorIsOn);
    }

    [Fact]
    public void S36_DatabaseFiles_HoldNoKeyAndNoCode() =>
        Assert.All([_key, .. _codes], secret => Assert.False(_host.DatabaseHolds(secret)));

    // The next code of the app.
    private void Wait() => _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromSeconds(30));

    private async Task<HttpVisitor> HalfWayAsync()
    {
        var visitor = _host.NewVisitor();
        using var answer = await visitor.TrySignInAsync(Mara, People.Password, Stop);
        return visitor;
    }

    private async Task<HttpResponseMessage> EnterAsync(string code)
    {
        using var visitor = await HalfWayAsync();
        return await SendAsync(visitor, code);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpVisitor visitor, string code) =>
        visitor.SubmitAsync("/sign-in/code", [new($"Form.{nameof(SecondFactorForm.Code)}", code)], Stop);

    private static Task<HttpResponseMessage> ConfirmAsync(HttpVisitor visitor, string code) => visitor.SubmitAsync(
        "/confirm", [new($"Form.{nameof(SignInForm.Password)}", People.Password), new($"Form.{nameof(SignInForm.Code)}", code)], Stop);

    private async Task<SecurityView> SecurityAsync()
    {
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);
        return Required.Of(await page.ServiceProvider.GetRequiredService<IAccountSecurity>().FindAsync(Stop));
    }
}
