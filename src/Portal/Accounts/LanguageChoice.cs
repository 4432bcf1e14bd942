using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The language of an account: kept with it for what is mailed and pushed, and in the browser's cookie for what is shown.</summary>
internal static class LanguageChoice
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);

    public static void MapLanguage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/settings/language", ChooseAsync).RequireAuthorization();

    /// <summary>Speaks the language of an account, until what is returned is disposed of.</summary>
    public static IDisposable SpeakTo(DbConnection connection, AccountId account) =>
        Languages.Speak(connection.QuerySingleOrDefault<string?>("SELECT language FROM account WHERE id = @account", new { account }));

    /// <summary>This browser shows the language from its next request on.</summary>
    public static void Give(HttpContext http, string language) =>
        http.Response.Cookies.Append(
            Languages.Cookie,
            language,
            new CookieOptions { Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Lasts, IsEssential = true });

    private static async Task<IResult> ChooseAsync(
        [FromForm] string language, HttpContext http, CurrentMember member, Database database, CancellationToken cancellationToken)
    {
        var chosen = Languages.Known(language).Name;
        if (await member.AccountAsync(cancellationToken) is { } account)
            await database.WriteAsync(tx => Save(tx, account, chosen), cancellationToken);
        Give(http, chosen);
        return TypedResults.LocalRedirect("/settings");
    }

    private static int Save(Transaction tx, AccountId account, string language) =>
        tx.Connection.Execute("UPDATE account SET language = @language WHERE id = @account", new { account, language });
}
