using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>A session that the database calls alive, and whose it is.</summary>
internal sealed class LiveSession
{
    public SessionId Id { get; init; }

    public AccountId AccountId { get; init; }

    /// <summary>When the person last proved who they are (S25).</summary>
    public DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>When it was last used, to the minutes.</summary>
    public DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Staff roles, separated by blanks; null for everyone else.</summary>
    public string? Roles { get; init; }

    /// <summary>The household joined first; null for staff.</summary>
    public string? HouseholdName { get; init; }

    public ClaimsPrincipal ToPrincipal()
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(PortalClaims.Account, AccountId.Value));
        identity.AddClaim(new Claim(PortalClaims.Session, Id.Value));
        identity.AddClaim(new Claim(ClaimTypes.Name, Name));
        foreach (var role in Roles?.Split(' ') ?? [])
            identity.AddClaim(new Claim(ClaimTypes.Role, role));
        if (HouseholdName is not null)
            identity.AddClaim(new Claim(PortalClaims.HouseholdName, HouseholdName));
        return new ClaimsPrincipal(identity);
    }
}
