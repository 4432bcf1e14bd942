using Microsoft.AspNetCore.Http;

namespace Portal.Client.Accounts;

/// <summary>Where the token of an invitation waits while its person signs in or registers.</summary>
public static class JoinCookie
{
    public const string Name = "__Host-portal-invitation";

    public static CookieOptions Options(TimeSpan lasts) => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lasts,
        IsEssential = true,
    };

    public static string TokenOf(HttpContext http) => http.Request.Cookies[Name] ?? "";
}
