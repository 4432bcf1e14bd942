using Dapper;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Browsers that an account has signed in from. A known one has tries of its own, so a stranger's wrong passwords never keep an owner
/// out of the own phone (S29).
/// </summary>
internal static class KnownBrowsers
{
    private const string Cookie = "__Host-portal-browser";

    /// <summary>Browsers kept for each account; the one unseen for longest goes.</summary>
    private const int KeptPerAccount = 20;

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);

    public static string? TokenOf(HttpContext http) =>
        http.Request.Cookies[Cookie] is { Length: > 0 and <= 64 } token ? token : null;

    public static bool IsKnown(Transaction tx, string token, string emailNormalized) =>
        tx.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (
                SELECT 1 FROM account_browser JOIN account ON account.id = account_browser.account_id
                WHERE account_browser.token_hash = @hash AND account.email_normalized = @emailNormalized)
            """,
            new { hash = Secrets.Hash(token), emailNormalized });

    /// <summary>Remembers that this account signed in from the browser of <paramref name="token"/>.</summary>
    public static void Remember(Transaction tx, string token, AccountId account, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            INSERT INTO account_browser (token_hash, account_id, seen_at) VALUES (@hash, @account, @now)
            ON CONFLICT (token_hash, account_id) DO UPDATE SET seen_at = excluded.seen_at
            """,
            new { hash = Secrets.Hash(token), account, now });
        tx.Connection.Execute(
            """
            DELETE FROM account_browser
            WHERE account_id = @account AND token_hash NOT IN (
                SELECT token_hash FROM account_browser WHERE account_id = @account ORDER BY seen_at DESC LIMIT @KeptPerAccount)
            """,
            new { account, KeptPerAccount });
    }

    public static void Give(HttpContext http, string token) =>
        http.Response.Cookies.Append(
            Cookie,
            token,
            new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Lasts, IsEssential = true });
}
