namespace Portal.Client.Accounts;

/// <summary>The e-mail address of the signed-in person, and links that prove one.</summary>
public interface IEmailAddress
{
    /// <summary>Sends the link to the own address again.</summary>
    Task<SecurityOutcome> AskAgainAsync(CancellationToken cancellationToken);

    /// <summary>Sends a link to the new address and tells the old one: whoever signed in recently.</summary>
    Task<SecurityOutcome> AskChangeAsync(string email, CancellationToken cancellationToken);

    /// <summary>What a link is for; null once it has ended. For whoever reads the mail, signed in or not.</summary>
    Task<EmailLink?> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>False when the link has ended.</summary>
    Task<bool> FollowAsync(string token, CancellationToken cancellationToken);
}

/// <param name="Email">The address that it proves.</param>
/// <param name="IsChange">The account has another one until then.</param>
public sealed record EmailLink(string Email, bool IsChange);
