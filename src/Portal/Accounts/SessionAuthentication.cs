using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Portal.Accounts;

/// <summary>
/// Who a page or circuit belongs to. A circuit keeps the person it began with until the session ends, and nobody after that, whoever's
/// connection it comes back on (S26); outside of a page it is the person of the request.
/// </summary>
internal sealed class SessionAuthentication : ServerAuthenticationStateProvider
{
    private static readonly Task<AuthenticationState> Nobody = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));
    private readonly IHttpContextAccessor _http;
    private Task<AuthenticationState>? _ofPage;

    public SessionAuthentication(IHttpContextAccessor http)
    {
        _http = http;
        AuthenticationStateChanged += state => _ofPage ??= state;
    }

    public override Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        if (_ofPage is { } state)
            return state;
        return _http.HttpContext is { } http ? Task.FromResult(new AuthenticationState(http.User)) : Nobody;
    }

    /// <summary>The session has ended: the page turns to the sign-in page by itself.</summary>
    public void End()
    {
        _ofPage = Nobody;
        SetAuthenticationState(Nobody);
    }
}
