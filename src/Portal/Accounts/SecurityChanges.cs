using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>What a person changes about how they sign in. Whatever is not the account's own is not found (S28).</summary>
internal sealed class SecurityChanges(Database database, SessionStore sessions, SecurityNews news, TimeProvider time)
{
    private const int LongestName = 60;

    public Task<SecurityOutcome> RenamePasskeyAsync(LiveSession session, PasskeyId passkey, string name, CancellationToken cancellationToken)
    {
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > LongestName || trimmed.Any(char.IsControl))
            return Task.FromResult(SecurityOutcome.Refused);
        return database.WriteAsync(
            tx => AccountStore.TryRenamePasskey(tx, session.AccountId, passkey, trimmed) ? SecurityOutcome.Done : SecurityOutcome.NotFound,
            cancellationToken);
    }

    public Task<SecurityOutcome> RemovePasskeyAsync(LiveSession session, PasskeyId passkey, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                var isLastWay = AccountStore.Find(tx.Connection, session.AccountId)?.PasswordHash is null
                    && AccountStore.CountPasskeys(tx.Connection, session.AccountId) == 1;
                if (isLastWay && AccountStore.PasskeysOf(tx.Connection, session.AccountId)[0].Id == passkey)
                    return SecurityOutcome.LastWayIn;
                if (!AccountStore.TryRemovePasskey(tx, session.AccountId, passkey))
                    return SecurityOutcome.NotFound;
                news.Append(tx, session.AccountId, SecurityChange.PasskeyRemoved, time.GetUtcNow());
                return SecurityOutcome.Done;
            },
            cancellationToken);

    public Task<SecurityOutcome> EndSessionAsync(LiveSession own, SessionId session, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx => sessions.TryEnd(tx, own.AccountId, session, time.GetUtcNow()) ? SecurityOutcome.Done : SecurityOutcome.NotFound,
            cancellationToken);

    /// <summary>With them ends another address that one of them asked for (S24).</summary>
    public Task EndOtherSessionsAsync(LiveSession own, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                sessions.EndOthers(tx, own.AccountId, own.Id, time.GetUtcNow());
                MailedLink.Forget(tx, own.AccountId, LinkPurpose.Change);
            },
            cancellationToken);
}
