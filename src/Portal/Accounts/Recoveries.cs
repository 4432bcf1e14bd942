using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Getting back in by a mailed link: a new password, and the second factor where there is one. It ends every session, tells every known
/// address, and holds what the account could open for a day (S24).
/// </summary>
internal sealed class Recoveries(
    Database database, Passwords passwords, SecondFactor second, RecoveryEnd end, TimeProvider time)
{
    /// <summary>Wrong second factors in a row before an account rests.</summary>
    private const int Misses = 5;

    public Task<RecoveryView?> FindAsync(string token, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => Find(connection, token) is { } account ? new RecoveryView(account.TwoFactorEnabled) : null, cancellationToken);

    public async Task<RecoveryAnswer> RecoverAsync(string token, string password, string code, CancellationToken cancellationToken)
    {
        var account = await database.ReadAsync(connection => Find(connection, token), cancellationToken);
        if (account is null)
            return new RecoveryAnswer(RecoveryOutcome.Gone);
        if (AccountRules.CheckPassword(account.Email, password) is { } fault)
            return new RecoveryAnswer(RecoveryOutcome.PasswordRefused, fault);
        if (!await database.WriteAsync(tx => SignInTries.TrySpend(tx, [Subject(account.Id)], time.GetUtcNow()), cancellationToken))
            return new RecoveryAnswer(RecoveryOutcome.Resting);
        var hash = await passwords.HashAsync(password, cancellationToken);
        return new RecoveryAnswer(await database.WriteAsync(tx => Recover(tx, token, hash, code), cancellationToken));
    }

    private RecoveryOutcome Recover(Transaction tx, string token, string hash, string code)
    {
        var now = time.GetUtcNow();
        if (Find(tx.Connection, token) is not { } account)
            return RecoveryOutcome.Gone;
        if (account.TwoFactorEnabled && !second.TryUse(tx, account, code, now))
            return RecoveryOutcome.CodeRefused;
        SignInTries.Clear(tx, [Subject(account.Id)]);
        MailedLink.Forget(tx, account.Id, LinkPurpose.Recover);
        AccountStore.SavePassword(tx, account.Id, hash);
        end.Append(tx, account.Id, now);
        return RecoveryOutcome.Done;
    }

    private Account? Find(System.Data.Common.DbConnection connection, string token) =>
        MailedLink.Find(connection, token, LinkPurpose.Recover, time.GetUtcNow()) is { } link ? AccountStore.Find(connection, link.AccountId) : null;

    private static SignInTries.Subject Subject(AccountId account) => SignInTries.For(Misses, "recovery", account.Value);
}
