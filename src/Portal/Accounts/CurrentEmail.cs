using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>The address of whoever is signed in, and links to it that whoever reads the mail follows.</summary>
internal sealed class CurrentEmail(CurrentMember current, EmailAddresses addresses) : IEmailAddress
{
    public async Task<SecurityOutcome> AskAgainAsync(CancellationToken cancellationToken) =>
        await current.SessionAsync(cancellationToken) is { } session
            ? await addresses.AskAgainAsync(session.AccountId, current.Now, cancellationToken)
            : SecurityOutcome.NotFound;

    public async Task<SecurityOutcome> AskChangeAsync(string email, CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session || !current.IsFresh(session))
            return SecurityOutcome.SignInAgain;
        var trimmed = email.Trim();
        return AccountRules.IsEmail(trimmed)
            ? await addresses.AskChangeAsync(session.AccountId, trimmed, current.Now, cancellationToken)
            : SecurityOutcome.NoAddress;
    }

    public Task<EmailLink?> FindAsync(string token, CancellationToken cancellationToken) =>
        addresses.FindAsync(token, current.Now, cancellationToken);

    public Task<bool> FollowAsync(string token, CancellationToken cancellationToken) =>
        addresses.FollowAsync(token, current.Now, cancellationToken);
}
