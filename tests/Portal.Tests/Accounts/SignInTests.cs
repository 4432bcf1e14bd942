using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>What a password may and may not do, through the page.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Wrong = "wrong horse battery staple";
    private readonly ManualTime _time = new();
    private readonly CountedHasher _hasher = new();
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(
            new PortalHostOptions { Time = _time, Services = services => services.AddSingleton<IPasswordHasher<Account>>(_hasher) }, Stop);
        await _host.AddOwnerAsync("mara@example.com", Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task S29_SignIn_KnownAndUnknownAddress_GiveTheSameAnswerForTheSameWork()
    {
        using var one = _host.NewVisitor();
        using var other = _host.NewVisitor();

        _hasher.Compared = 0;
        using var known = await one.TrySignInAsync("mara@example.com", Wrong, Stop);
        var forKnown = _hasher.Compared;
        using var unknown = await other.TrySignInAsync("nobody@example.com", Wrong, Stop);

        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(await BodyAsync(known, "mara@example.com"), await BodyAsync(unknown, "nobody@example.com"));
        Assert.Equal((1, 2), (forKnown, _hasher.Compared));
    }

    [Fact]
    public async Task S29_Register_KnownAndUnknownAddress_GiveTheSameAnswerForTheSameWork()
    {
        using var one = _host.NewVisitor();
        using var other = _host.NewVisitor();

        _hasher.Hashed = 0;
        using var known = await RegisterAsync(one, "mara@example.com");
        var forKnown = _hasher.Hashed;
        using var unknown = await RegisterAsync(other, "nobody@example.com");

        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(known.Headers.Location, unknown.Headers.Location);
        Assert.Equal((1, 2), (forKnown, _hasher.Hashed));
    }

    [Theory]
    [InlineData("mara@example.com")]
    [InlineData("nobody@example.com")]
    public async Task S29_SixthWrongTry_RestsWhetherOrNotTheAddressIsKnown(string email)
    {
        using var visitor = _host.NewVisitor();
        for (var i = 0; i < 5; i++)
            Assert.Contains("do not fit together", await TryAsync(visitor, email, Wrong), StringComparison.Ordinal);

        Assert.Contains("Too many tries", await TryAsync(visitor, email, Wrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_RightPasswordWhileResting_IsRefusedUntilTheMinuteIsOver()
    {
        using var visitor = _host.NewVisitor();
        await FailAsync(visitor, 5);

        Assert.Contains("Too many tries", await TryAsync(visitor, "mara@example.com", People.Password), StringComparison.Ordinal);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromSeconds(61));
        using var answer = await visitor.TrySignInAsync("mara@example.com", People.Password, Stop);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task S29_StrangerGuessesWithoutEnd_OwnerStillSignsInFromAKnownBrowser()
    {
        using var owner = await _host.SignInAsync("mara@example.com", Stop);
        using var stranger = _host.NewVisitor();
        await FailAsync(stranger, 6);

        using var phone = _host.NewVisitor();
        phone.SetCookie("__Host-portal-browser", owner.Cookies["__Host-portal-browser"]);
        using var answer = await phone.TrySignInAsync("mara@example.com", People.Password, Stop);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task S29_KnownBrowserOfSomebodyElse_HasNoTriesOfItsOwn()
    {
        await _host.AddOwnerAsync("jonas@example.com", Stop);
        using var jonas = await _host.SignInAsync("jonas@example.com", Stop);
        using var stranger = _host.NewVisitor();
        await FailAsync(stranger, 6);

        Assert.Contains("Too many tries", await TryAsync(jonas, "mara@example.com", People.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S29_FiftyWrongTriesAtOnce_NoMoreThanFiveAreJudged()
    {
        var visitors = Enumerable.Range(0, 50).Select(_ => _host.NewVisitor()).ToList();
        _hasher.Compared = 0;

        await Task.WhenAll(visitors.Select(async visitor =>
        {
            using var answer = await visitor.TrySignInAsync("mara@example.com", Wrong, Stop);
        }));

        Assert.Equal(5, _hasher.Compared);
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task SignIn_SecondFactorSwitchedOn_PasswordAloneOpensNothing()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        await users.SetTwoFactorEnabledAsync((await users.FindByEmailAsync("mara@example.com"))!, enabled: true);
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.TrySignInAsync("mara@example.com", People.Password, Stop);

        Assert.Contains("/sign-in/code", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var page = await visitor.GetAsync("/household", Stop);
        Assert.Equal("/sign-in", page.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task S26_PasswordChanged_WhileTheOldOneIsBeingCompared_StartsNoSession()
    {
        using var visitor = _host.NewVisitor();
        var anew = _hasher.HashPassword(new Account(), "a rather different sentence");
        // On a thread of its own: the page waits for it here.
        _hasher.OnCompared = () => Task.Run(
            () => _host.Get<Database>().WriteAsync(
                tx => AccountStore.SavePassword(tx, Required.Of(AccountStore.FindByEmail(tx.Connection, "MARA@EXAMPLE.COM")).Id, anew), Stop),
            Stop).Wait(Stop);

        Assert.Contains("do not fit together", await TryAsync(visitor, "mara@example.com", People.Password), StringComparison.Ordinal);

        using var page = await visitor.GetAsync("/household", Stop);
        Assert.Equal("/sign-in", page.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Cookies_Given_AreHostOnlySecureHiddenAndSameSite()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.TrySignInAsync("mara@example.com", People.Password, Stop);

        // The language is no secret: it says nothing of whose it is.
        var cookies = answer.Headers.GetValues("Set-Cookie").Where(cookie => !cookie.StartsWith(Languages.Cookie + '=', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-portal", cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.Ordinal);
            Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
            Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(8, 8)]
    [InlineData(9, 15)]
    [InlineData(1000, 15)]
    public void Rest_AfterMisses_DoublesUpToAQuarterOfAnHour(int misses, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), SignInTries.RestAfter(misses, allowance: 5));

    private async Task FailAsync(HttpVisitor visitor, int times)
    {
        for (var i = 0; i < times; i++)
            await TryAsync(visitor, "mara@example.com", Wrong);
    }

    private static async Task<string> TryAsync(HttpVisitor visitor, string email, string password)
    {
        using var answer = await visitor.TrySignInAsync(email, password, Stop);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static Task<HttpResponseMessage> RegisterAsync(HttpVisitor visitor, string email) =>
        visitor.SubmitAsync(
            "/register",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Form.Name"] = "Mara",
                ["Form.Email"] = email,
                ["Form.Password"] = People.Password,
                ["Form.Household"] = "Weber",
                ["Form.TimeZone"] = "Europe/Berlin",
            },
            Stop);

    // All but what differs by nature: the address that was typed, and the tokens of this very form.
    private static async Task<string> BodyAsync(HttpResponseMessage answer, string email)
    {
        var html = await answer.Content.ReadAsStringAsync(Stop);
        var end = html.IndexOf("<!--Blazor-Server-Component-State", StringComparison.Ordinal);
        return string.Join('\n', html[..(end < 0 ? html.Length : end)].Replace(email, "", StringComparison.Ordinal)
            .Split('\n').Where(line => !line.Contains("__RequestVerificationToken", StringComparison.Ordinal)));
    }

    /// <summary>Identity's own hasher, counted.</summary>
    private sealed class CountedHasher : IPasswordHasher<Account>
    {
        private readonly PasswordHasher<Account> _real = new(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));

        public int Compared;
        public int Hashed;

        /// <summary>What somebody else does in that moment.</summary>
        public Action OnCompared = () => { };

        public string HashPassword(Account user, string password)
        {
            Interlocked.Increment(ref Hashed);
            return _real.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref Compared);
            var fits = _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
            OnCompared();
            return fits;
        }
    }
}
