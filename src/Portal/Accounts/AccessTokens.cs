using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Programs of a person's own. A token is a session of the account that is never fresh, so it confirms nothing, and ends as sessions end:
/// by a press, with another role, with a recovery. It is taken only where reading is (<see cref="Policies.Read"/>).
/// </summary>
internal sealed class AccessTokens(CurrentMember current, Database database, SecurityNews news) : IAccessTokens
{
    /// <summary>So that a program, a log or a scanner can tell what it has before it.</summary>
    public const string Prefix = "portal_read_";

    private const int Most = 10;
    private const int LongestName = 60;
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);

    public async Task<MadeToken> MakeAsync(string name, CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session || !current.IsFresh(session))
            return new MadeToken(SecurityOutcome.SignInAgain, null);
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > LongestName || trimmed.Any(char.IsControl))
            return new MadeToken(SecurityOutcome.Refused, null);
        var token = Prefix + Secrets.New();
        var outcome = await database.WriteAsync(tx => Make(tx, session.AccountId, trimmed, token), cancellationToken);
        return new MadeToken(outcome, outcome is SecurityOutcome.Done ? token : null);
    }

    private SecurityOutcome Make(Transaction tx, AccountId account, string name, string token)
    {
        var now = current.Now;
        if (AccountStore.IsStaff(tx.Connection, account) || SessionStore.TokensOf(tx.Connection, account, now).Count >= Most)
            return SecurityOutcome.Refused;
        SessionStore.InsertToken(tx, PortalId.New<SessionId>(now), account, name, token, now, now + Lasts);
        news.Append(tx, account, SecurityChange.TokenMade, now);
        return SecurityOutcome.Done;
    }
}
