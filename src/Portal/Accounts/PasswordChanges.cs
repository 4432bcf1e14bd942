using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// A new password: every other browser of the account is signed out with it (S26), and another address that one of them asked for is not
/// taken any more (S24).
/// </summary>
internal sealed class PasswordChanges(Database database, SessionStore sessions, Passwords passwords, SecurityNews news, TimeProvider time)
{
    public async Task ChangeAsync(LiveSession session, string password, CancellationToken cancellationToken)
    {
        var hash = await passwords.HashAsync(password, cancellationToken);
        var now = time.GetUtcNow();
        await database.WriteAsync(
            tx =>
            {
                AccountStore.SavePassword(tx, session.AccountId, hash);
                MailedLink.Forget(tx, session.AccountId, LinkPurpose.Change);
                sessions.EndOthers(tx, session.AccountId, session.Id, now);
                news.Append(tx, session.AccountId, SecurityChange.PasswordChanged, now);
            },
            cancellationToken);
    }
}
