using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>A browser that signed in, and pages of the same session, as a circuit has them.</summary>
internal static class BrowserSession
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Signs in by HTTP, and opens a page of that session.</summary>
    public static async Task<(HttpVisitor Browser, AsyncServiceScope Page)> BeginAsync(PortalHost host, AccountId account, string mail)
    {
        var before = await ListAsync(host, account);
        var browser = await host.SignInAsync(mail, Stop);
        var begun = (await ListAsync(host, account)).Except(before).Single();
        var session = await host.Get<Sessions>().FindAsync(begun, Stop) ?? throw new InvalidOperationException("No session.");
        return (browser, host.OpenPage(session.ToPrincipal()));
    }

    private static Task<List<SessionId>> ListAsync(PortalHost host, AccountId account) => host.Get<Database>().ReadAsync(
        connection => connection.Query<SessionId>("SELECT id FROM session WHERE account_id = @account", new { account }).AsList(), Stop);
}
