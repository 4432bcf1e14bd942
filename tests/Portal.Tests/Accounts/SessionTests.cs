using System.Net;
using Dapper;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>A session lives while its row says so.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;
    private NewOwner _owner = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _owner = await _host.AddOwnerAsync("mara@example.com", Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task S26_PasswordChanged_EverySessionIsOver()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        await WithUsersAsync(users => users.ChangePasswordAsync, "a rather different sentence");
        using var answer = await visitor.GetAsync("/", Stop);

        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task S26_RoleTaken_EverySessionIsOver()
    {
        await _host.AddStaffAsync("sam@example.com", StaffRole.Support, Stop);
        using var visitor = await _host.SignInAsync("sam@example.com", Stop);

        await using (var scope = _host.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            await users.RemoveFromRoleAsync((await users.FindByEmailAsync("sam@example.com"))!, "support");
        }

        using var answer = await visitor.GetAsync("/confirm", Stop);
        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task S26_SessionEnds_WhatBelongsToItIsClosedAtOnce()
    {
        var session = await _host.StartSessionAsync(_owner.Account, Stop);
        var closed = Watch(session.Id);

        await _host.Get<Sessions>().EndAsync(session.Id, Stop);

        await closed.WaitAsync(TimeSpan.FromSeconds(5), Stop);
    }

    [Fact]
    public async Task S26_SessionEndsInAnotherProcess_WhatBelongsToItIsClosedWithinASecond()
    {
        var session = await _host.StartSessionAsync(_owner.Account, Stop);
        var closed = Watch(session.Id);
        await _time.TimerSetAsync(TimeSpan.FromSeconds(1), Stop);

        await _host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute("UPDATE session SET ended_at = started_at WHERE id = @Id", new { session.Id }), Stop);
        Assert.False(closed.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await closed.WaitAsync(TimeSpan.FromSeconds(5), Stop);
    }

    [Fact]
    public async Task S26_AnotherSessionEnds_ThisOneStays()
    {
        var mine = await _host.StartSessionAsync(_owner.Account, Stop);
        var other = await _host.StartSessionAsync(_owner.Account, Stop);
        var mineClosed = Watch(mine.Id);
        var otherClosed = Watch(other.Id);

        await _host.Get<Sessions>().EndAsync(other.Id, Stop);
        await otherClosed.WaitAsync(TimeSpan.FromSeconds(5), Stop);

        Assert.False(mineClosed.IsCompleted);
    }

    [Fact]
    public async Task S35_PagesOfOneSession_HaveABoundAndMakeRoomWhenClosed()
    {
        var session = (await _host.StartSessionAsync(_owner.Account, Stop)).Id;
        var watch = _host.Get<SessionWatch>();
        var pages = Enumerable.Range(0, SessionWatch.MostOfOneSession).Select(_ => watch.Watch(session, _ => Task.CompletedTask)).ToList();

        Assert.False(watch.HasPlace(session));
        pages[0].Dispose();
        Assert.True(watch.HasPlace(session));
    }

    [Fact]
    public async Task S26_Circuit_ThatComesBackWithAnotherSession_IsClosedAndNobodys()
    {
        var mara = await _host.StartSessionAsync(_owner.Account, Stop);
        var jonas = await _host.StartSessionAsync((await _host.AddOwnerAsync("jonas@example.com", Stop)).Account, Stop);
        await using var page = _host.Services.CreateAsyncScope();
        var authentication = page.ServiceProvider.GetRequiredService<SessionAuthentication>();
        authentication.SetAuthenticationState(StateOf(mara));
        var lines = new HttpContextAccessor();
        await using var circuit = new SessionCircuit(authentication, _host.Get<SessionWatch>(), lines, _time);
        Line first = new(), second = new();
        lines.HttpContext = first.Of(mara.ToPrincipal());
        await circuit.OnCircuitOpenedAsync(null!, Stop); // There is no other way to a circuit, and ours do not look at it.
        await circuit.OnConnectionUpAsync(null!, Stop);
        Assert.False(first.IsCut);

        lines.HttpContext = second.Of(jonas.ToPrincipal());
        await circuit.OnConnectionUpAsync(null!, Stop);
        authentication.SetAuthenticationState(StateOf(jonas));

        Assert.True(second.IsCut);
        Assert.Null(PortalClaims.AccountOf((await authentication.GetAuthenticationStateAsync()).User));
    }

    [Fact]
    public async Task S35_Circuit_OverTheBound_IsCutOffToo()
    {
        var session = await _host.StartSessionAsync(_owner.Account, Stop);
        var watch = _host.Get<SessionWatch>();
        for (var i = 0; i < SessionWatch.MostOfOneSession; i++)
            watch.Watch(session.Id, _ => Task.CompletedTask);
        await using var page = _host.Services.CreateAsyncScope();
        var authentication = page.ServiceProvider.GetRequiredService<SessionAuthentication>();
        authentication.SetAuthenticationState(StateOf(session));
        var line = new Line();
        var lines = new HttpContextAccessor { HttpContext = line.Of(session.ToPrincipal()) };
        await using var circuit = new SessionCircuit(authentication, watch, lines, _time);

        await circuit.OnCircuitOpenedAsync(null!, Stop); // As above.
        await circuit.OnConnectionUpAsync(null!, Stop);
        Assert.False(line.IsCut);
        _time.Advance(TimeSpan.FromSeconds(1));

        await Until.TrueAsync("the end of the connection", () => Task.FromResult(line.IsCut), Stop);
    }

    [Fact]
    public async Task Session_ThirtyDaysLater_HasExpired()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(29));
        using var before = await visitor.GetAsync("/confirm", Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(2));
        using var after = await visitor.GetAsync("/confirm", Stop);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal("/sign-in", after.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Session_OfStaff_LastsADay()
    {
        await _host.AddStaffAsync("sam@example.com", StaffRole.Support, Stop);
        using var visitor = await _host.SignInAsync("sam@example.com", Stop);

        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromHours(12));
        using var after = await visitor.GetAsync("/confirm", Stop);

        Assert.Equal("/sign-in", after.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task S25_Fresh_ForFiveMinutesAndAgainAfterConfirming()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        Assert.True(await IsFreshAsync());
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));
        Assert.False(await IsFreshAsync());
        using var confirmed = await visitor.SubmitAsync(
            "/confirm?returnUrl=%2Faccess-points", new Dictionary<string, string>(StringComparer.Ordinal) { ["Form.Password"] = People.Password }, Stop);

        Assert.Equal("/access-points", confirmed.Headers.Location?.OriginalString.Replace(_host.Address.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal));
        Assert.True(await IsFreshAsync());
    }

    [Fact]
    public async Task S25_ConfirmWithAWrongPassword_StaysStale()
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));

        using var answer = await visitor.SubmitAsync(
            "/confirm", new Dictionary<string, string>(StringComparer.Ordinal) { ["Form.Password"] = "wrong" }, Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(await IsFreshAsync());
    }

    [Fact]
    public async Task SignIn_AsSomebodyElseInTheSameBrowser_EndsTheFirstSession()
    {
        await _host.AddOwnerAsync("jonas@example.com", Stop);
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);
        using var copy = _host.NewVisitor();
        copy.SetCookie("__Host-portal", visitor.Cookies["__Host-portal"]);

        using var answer = await visitor.TrySignInAsync("jonas@example.com", People.Password, Stop);
        using var after = await copy.GetAsync("/confirm", Stop);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/sign-in", after.Headers.Location?.AbsolutePath);
    }

    private static Task<AuthenticationState> StateOf(LiveSession session) => Task.FromResult(new AuthenticationState(session.ToPrincipal()));

    // Asked as a circuit of the one session asks.
    private async Task<bool> IsFreshAsync()
    {
        var id = await _host.Get<Database>().ReadAsync(connection => connection.QuerySingle<SessionId>("SELECT id FROM session"), Stop);
        var session = await _host.Get<Sessions>().FindAsync(id, Stop);
        await using var page = _host.Services.CreateAsyncScope();
        page.ServiceProvider.GetRequiredService<SessionAuthentication>()
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(session!.ToPrincipal())));
        return await page.ServiceProvider.GetRequiredService<CurrentMember>().IsFreshAsync(Stop);
    }

    private Task Watch(SessionId session)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Get<SessionWatch>().Watch(
            session,
            _ =>
            {
                closed.SetResult();
                return Task.CompletedTask;
            });
        return closed.Task;
    }

    private async Task WithUsersAsync(Func<UserManager<Account>, Func<Account, string, string, Task<IdentityResult>>> change, string password)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var result = await change(users)((await users.FindByEmailAsync("mara@example.com"))!, People.Password, password);
        Assert.True(result.Succeeded);
    }

    /// <summary>A connection of a browser, and whether it was cut.</summary>
    private sealed class Line : IHttpRequestLifetimeFeature
    {
        public bool IsCut { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public HttpContext Of(System.Security.Claims.ClaimsPrincipal user)
        {
            var http = new DefaultHttpContext { User = user };
            http.Features.Set<IHttpRequestLifetimeFeature>(this);
            return http;
        }

        public void Abort() => IsCut = true;
    }
}
