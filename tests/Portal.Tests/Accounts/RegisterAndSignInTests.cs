using System.Net;
using Dapper;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>Through the pages, over HTTP, as a newcomer does it.</summary>
public sealed class RegisterAndSignInTests : IAsyncLifetime
{
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Register_NewAddress_MakesAccountHouseholdMembershipAndEntriesTogether()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.SubmitAsync("/register", Form("mara@example.com"), Stop);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var made = await _host.Get<Database>().ReadAsync(
            connection => connection.QuerySingle<(string Household, string Zone, string Role, string Email)>(
                """
                SELECT household.name, household.time_zone, member.role, account.email
                FROM household JOIN member ON member.household_id = household.id JOIN account ON account.id = member.account_id
                """),
            Stop);
        Assert.Equal(("Weber family", "Europe/Berlin", "owner", "mara@example.com"), made);
        var kinds = await _host.Get<Database>().ReadAsync(
            connection => connection.Query<string>(
                """
                SELECT kind FROM ledger_body JOIN household ON household.id = ledger_body.household_id ORDER BY position
                """).AsList(),
            Stop);
        Assert.Equal(["household_created", "member_joined"], kinds);
    }

    [Fact]
    public async Task SignIn_RightPassword_OpensWhatNeedsAnAccount()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        using var stranger = _host.NewVisitor();
        using var refused = await stranger.GetAsync("/", Stop);

        using var visitor = await _host.SignInAsync("mara@example.com", Stop);
        using var home = await visitor.GetAsync("/", Stop);

        Assert.Equal("/sign-in", refused.Headers.Location?.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Fact]
    public async Task SignIn_FromAProtectedPage_GoesBackThere()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.SubmitAsync("/sign-in?returnUrl=%2Fconfirm", SignIn("mara@example.com", People.Password), Stop);

        Assert.Equal("/confirm", answer.Headers.Location?.OriginalString.Replace(_host.Address.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task SignIn_ReturnToAnotherSite_StaysHere(string returnUrl)
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.SubmitAsync(
            "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl), SignIn("mara@example.com", People.Password), Stop);

        Assert.EndsWith("/start", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_Signed_EndsTheSessionForTheCookieThatIsKept()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);
        using var thief = _host.NewVisitor();
        thief.SetCookie("__Host-portal", visitor.Cookies["__Host-portal"]);

        using var answer = await visitor.PressAsync("/confirm", "/sign-out", Stop);
        using var after = await thief.GetAsync("/", Stop);

        Assert.Equal("/sign-in", answer.Headers.Location?.OriginalString);
        Assert.DoesNotContain("__Host-portal", visitor.Cookies.Keys);
        Assert.Equal("/sign-in", after.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task SignOut_WithoutTheFormsToken_IsRefused()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        using var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/sign-out"), Stop);
        using var home = await visitor.GetAsync("/", Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Theory]
    [InlineData("Name", "")]
    [InlineData("Email", "no address")]
    [InlineData("Password", "short")]
    [InlineData("Password", "aaaaaaaaaaaaaaaa")]
    [InlineData("Household", "")]
    [InlineData("TimeZone", "Mars/Olympus")]
    public async Task Register_WrongField_SaysSoAtTheFieldAndMakesNothing(string field, string value)
    {
        using var visitor = _host.NewVisitor();
        var form = Form("mara@example.com");
        form["Form." + field] = value;

        using var answer = await visitor.SubmitAsync("/register", form, Stop);

        var html = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains($"id=\"field-{field}-fault\"", html, StringComparison.Ordinal);
        Assert.Contains($"aria-describedby=\"{(field == "Password" ? "field-Password-hint " : "")}field-{field}-fault\"", html, StringComparison.Ordinal);
        Assert.Equal(0, await CountAccountsAsync());
    }

    private Task<int> CountAccountsAsync() =>
        _host.Get<Database>().ReadAsync(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM account"), Stop);

    private static Dictionary<string, string> Form(string email) => new(StringComparer.Ordinal)
    {
        ["Form.Name"] = "Mara",
        ["Form.Email"] = email,
        ["Form.Password"] = People.Password,
        ["Form.Household"] = "Weber family",
        ["Form.TimeZone"] = "Europe/Berlin",
    };

    private static Dictionary<string, string> SignIn(string email, string password) => new(StringComparer.Ordinal)
    {
        ["Form.Email"] = email,
        ["Form.Password"] = password,
    };
}
