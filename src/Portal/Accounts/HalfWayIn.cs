using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Who has given the right password and owes the second factor: kept sealed in a cookie of this browser for some minutes, and worth
/// nothing once the password is another one.
/// </summary>
internal sealed class HalfWayIn(Database database)
{
    private const string Stamp = "stamp";

    public static Task PutAsync(HttpContext http, Account account) =>
        http.SignInAsync(
            IdentityConstants.TwoFactorUserIdScheme,
            new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(PortalClaims.Account, account.Id.Value), new Claim(Stamp, account.SecurityStamp)], IdentityConstants.TwoFactorUserIdScheme)));

    public async Task<Account?> FindAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var carried = await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (carried.Principal is not { } principal || PortalClaims.AccountOf(principal) is not { } id)
            return null;
        var account = await database.ReadAsync(connection => AccountStore.Find(connection, id), cancellationToken);
        return account is not null && account.SecurityStamp == principal.FindFirstValue(Stamp) ? account : null;
    }

    public static Task ForgetAsync(HttpContext http) => http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
}
