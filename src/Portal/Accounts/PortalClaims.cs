using System.Security.Claims;
using Portal.Client;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>What a principal of the portal says: whose it is and which session it came by. The rest of it is for display only.</summary>
internal static class PortalClaims
{
    public const string Account = ClaimTypes.NameIdentifier;
    public const string Session = "session";
    public const string HouseholdName = "household_name";

    public static AccountId? AccountOf(ClaimsPrincipal principal) =>
        PortalId.TryParse<AccountId>(principal.FindFirstValue(Account), out var id) ? id : null;

    public static SessionId? SessionOf(ClaimsPrincipal principal) =>
        PortalId.TryParse<SessionId>(principal.FindFirstValue(Session), out var id) ? id : null;
}
