using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Tests.Support;

/// <summary>People of a test's portal: made by the use cases, signed in through the page.</summary>
internal static class People
{
    public const string Password = "correct horse battery staple";

    /// <summary>An owner with a household of their own.</summary>
    public static async Task<NewOwner> AddOwnerAsync(this PortalHost host, string email, CancellationToken cancellationToken) =>
        await host.Get<AccountRegistration>().RegisterAsync(
            new Registration { Name = "Mara", Email = email, Password = Password, Household = "Household of " + email, TimeZone = "Europe/Berlin" },
            cancellationToken) ?? throw new InvalidOperationException(email + " is taken.");

    public static async Task<AccountId> AddStaffAsync(
        this PortalHost host, string email, StaffRole role, CancellationToken cancellationToken) =>
        await host.Get<AccountRegistration>().AddStaffAsync("Sam", email, Password, role, cancellationToken)
            ?? throw new InvalidOperationException(email + " is taken.");

    /// <summary>A visitor who has signed in.</summary>
    public static async Task<HttpVisitor> SignInAsync(this PortalHost host, string email, CancellationToken cancellationToken)
    {
        var visitor = host.NewVisitor();
        using var answer = await visitor.TrySignInAsync(email, Password, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Found
            ? visitor
            : throw new InvalidOperationException($"{email} could not sign in: {answer.StatusCode}.");
    }

    /// <summary>Somebody got back into the account by mail.</summary>
    public static Task RecoverAsync(this PortalHost host, AccountId account, CancellationToken cancellationToken) =>
        host.Get<Database>().WriteAsync(tx => host.Get<RecoveryEnd>().Append(tx, account, host.Get<TimeProvider>().GetUtcNow()), cancellationToken);

    /// <summary>A browser of the account's, signed in just now.</summary>
    public static async Task<LiveSession> StartSessionAsync(this PortalHost host, AccountId account, CancellationToken cancellationToken) =>
        await host.Get<Database>().WriteAsync(
            tx => AccountStore.Find(tx.Connection, account) is { } person
                ? Sessions.Start(tx, person, "Firefox on Linux", host.Get<TimeProvider>().GetUtcNow())
                : null,
            cancellationToken) ?? throw new InvalidOperationException(account + " is not there.");

    /// <summary>A page of the account's own, with a live session, as a circuit has it; with null a page of nobody.</summary>
    public static async Task<AsyncServiceScope> OpenPageAsync(this PortalHost host, AccountId? account, CancellationToken cancellationToken)
    {
        var person = account is { } someone
            ? (await host.StartSessionAsync(someone, cancellationToken)).ToPrincipal()
            : new ClaimsPrincipal(new ClaimsIdentity());
        return host.OpenPage(person);
    }

    /// <summary>A page of somebody, as a circuit has it.</summary>
    public static AsyncServiceScope OpenPage(this PortalHost host, ClaimsPrincipal person)
    {
        var page = host.Services.CreateAsyncScope();
        page.ServiceProvider.GetRequiredService<SessionAuthentication>()
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        return page;
    }

    public static Task<HttpResponseMessage> TrySignInAsync(
        this HttpVisitor visitor, string email, string password, CancellationToken cancellationToken) =>
        visitor.SubmitAsync(
            "/sign-in",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Form.Email"] = email, ["Form.Password"] = password },
            cancellationToken);
}
