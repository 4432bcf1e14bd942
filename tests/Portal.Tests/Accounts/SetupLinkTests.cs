using System.Net;
using Dapper;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>The operator's first start, through the printed link.</summary>
public sealed class SetupLinkTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Link => _host.Printed.Trim().Split(' ')[^1];

    private string Path => new Uri(Link).AbsolutePath;

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Setup_PrintedLink_MakesTheOperatorAndLeavesTheTokenBehind()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.SubmitAsync(Path, Form("olga@example.com"), Stop);
        using var signedIn = await visitor.TrySignInAsync("olga@example.com", People.Password, Stop);
        using var start = await visitor.GetAsync("/start", Stop);

        Assert.Equal("/setup", answer.RequestMessage?.RequestUri?.AbsolutePath);
        Assert.EndsWith("/sign-in", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal("/operator/carriers", start.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Setup_LinkUsedByManyAtOnce_MakesOneOperator()
    {
        var visitors = Enumerable.Range(0, 20).Select(_ => _host.NewVisitor()).ToList();
        var pages = await Task.WhenAll(visitors.Select(visitor => visitor.GetAsync(Path, Stop)));

        var answers = await Task.WhenAll(visitors.Select((visitor, i) => visitor.PostAsync(pages[i], Path, Form($"olga{i}@example.com"), Stop)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Found));
        Assert.Equal(1, await _host.Get<Database>().ReadAsync(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM account"), Stop));
        foreach (var used in answers.Concat(pages))
            used.Dispose();
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task Setup_AfterThirtyMinutes_HasEnded()
    {
        using var visitor = _host.NewVisitor();
        using var page = await visitor.GetAsync(Path, Stop);

        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(30));
        using var again = await visitor.GetAsync(Path, Stop);
        using var answer = await visitor.PostAsync(page, Path, Form("olga@example.com"), Stop);

        Assert.Contains("This link has ended", await again.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("This link has ended", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_NewerLink_ReplacesTheOlder()
    {
        using var visitor = _host.NewVisitor();

        await _host.Get<SetupLinks>().IssueAsync(Stop);
        using var page = await visitor.GetAsync(Path, Stop);

        Assert.Contains("This link has ended", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_OperatorIsThere_NoLinkIsMadeAndTheOldOneHasEnded()
    {
        await _host.AddStaffAsync("olga@example.com", StaffRole.Operator, Stop);

        Assert.Null(await _host.Get<SetupLinks>().IssueAsync(Stop));
        Assert.False(await _host.Get<SetupLinks>().IsOpenAsync(Path.Split('/')[^1], Stop));
    }

    [Fact]
    public async Task Setup_SupportAlone_StillNeedsAnOperator()
    {
        await _host.AddStaffAsync("sam@example.com", StaffRole.Support, Stop);

        Assert.NotNull(await _host.Get<SetupLinks>().IssueAsync(Stop));
    }

    [Fact]
    public async Task Setup_WrongField_SaysSoAndKeepsTheLink()
    {
        using var visitor = _host.NewVisitor();
        var form = Form("olga@example.com");
        form["Form.Password"] = "short";

        using var wrong = await visitor.SubmitAsync(Path, form, Stop);
        using var right = await visitor.PostAsync(wrong, "/setup", Form("olga@example.com"), Stop);

        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Found, right.StatusCode);
    }

    [Fact]
    public async Task Start_InDevelopment_PrintsNoLink()
    {
        await using var development = await PortalHost.StartAsync(new PortalHostOptions { Environment = "Development" }, Stop);

        Assert.DoesNotContain("/setup/", development.Printed, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Form(string email) => new(StringComparer.Ordinal)
    {
        ["Form.Name"] = "Olga",
        ["Form.Email"] = email,
        ["Form.Password"] = People.Password,
    };
}
