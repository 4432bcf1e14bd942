using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>
/// Who asks, now: the session of this page or request, if the database still calls it alive (S26). It hands out an account and never a
/// household: what an account may reach is read in the same query as the thing (<see cref="Membership"/>, S28).
/// </summary>
internal sealed class CurrentMember(AuthenticationStateProvider authentication, Sessions sessions, TimeProvider time)
{
    /// <summary>How long a proof of who someone is stays fresh (S25).</summary>
    private static readonly TimeSpan StaysFresh = TimeSpan.FromMinutes(5);

    /// <summary>The time at which it is asked.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The account, or null for nobody. As a parameter of a query null matches no membership.</summary>
    public async Task<AccountId?> AccountAsync(CancellationToken cancellationToken) => (await SessionAsync(cancellationToken))?.AccountId;

    /// <summary>Whether the person proved who they are less than 5 minutes ago: asked before unlocking, pairing, inviting (S25).</summary>
    public async Task<bool> IsFreshAsync(CancellationToken cancellationToken) =>
        await SessionAsync(cancellationToken) is { } session && IsFresh(session);

    /// <inheritdoc cref="IsFreshAsync"/>
    public bool IsFresh(LiveSession session) => time.GetUtcNow() - session.ConfirmedAt < StaysFresh;

    public async Task<LiveSession?> SessionAsync(CancellationToken cancellationToken) =>
        await SessionAsync((await authentication.GetAuthenticationStateAsync()).User, cancellationToken);

    /// <summary>The session of a principal, for hubs: <c>Context.User</c>.</summary>
    public async Task<LiveSession?> SessionAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        PortalClaims.SessionOf(user) is { } id ? await sessions.FindAsync(id, cancellationToken) : null;
}
