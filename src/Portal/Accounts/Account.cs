using Portal.Client;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>A person who can sign in, as ASP.NET Core Identity reads and changes it.</summary>
internal sealed class Account
{
    public AccountId Id { get; init; }

    /// <summary>What the other members of the household call this person.</summary>
    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public string EmailNormalized { get; set; } = "";

    public bool EmailConfirmed { get; set; }

    /// <summary>Null while the person signs in by passkey only.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with every change of how this person proves who they are; that ends all sessions.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>The version that this copy was read as: a write over a newer one is refused.</summary>
    public string ConcurrencyStamp { get; set; } = "";

    public bool TwoFactorEnabled { get; set; }

    /// <summary>The key of the authenticator app, sealed by data protection (S36).</summary>
    public string? AuthenticatorKeySealed { get; set; }

    public bool LockoutEnabled { get; set; } = true;

    /// <summary>Wrong second factors in a row. Wrong passwords are counted by <see cref="SignInTries"/>, known address or not.</summary>
    public int AccessFailedCount { get; set; }

    public DateTimeOffset? LockoutEndsAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A code of <see cref="Languages.All"/>; null while this person has neither chosen one nor registered by a page.</summary>
    public string? Language { get; init; }
}
