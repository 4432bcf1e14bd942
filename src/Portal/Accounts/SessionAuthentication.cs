using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Portal.Accounts;

/// <summary>
/// Who a page or circuit belongs to. A circuit keeps the person it began with until the session ends, and nobody after that (S26);
/// outside of a page it is the person of the request.
/// </summary>
internal sealed class SessionAuthentication : ServerAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));
    private readonly IHttpContextAccessor _http;
    private bool _belongsToPage;

    public SessionAuthentication(IHttpContextAccessor http)
    {
        _http = http;
        AuthenticationStateChanged += _ => _belongsToPage = true;
    }

    public override Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        if (_belongsToPage)
            return base.GetAuthenticationStateAsync();
        return Task.FromResult(_http.HttpContext is { } http ? new AuthenticationState(http.User) : Nobody);
    }

    /// <summary>The session has ended: the page turns to the sign-in page by itself.</summary>
    public void End() => SetAuthenticationState(Task.FromResult(Nobody));
}
