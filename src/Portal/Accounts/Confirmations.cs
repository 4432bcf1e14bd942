using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The password again, and the second factor where there is one, for a session that is alive (S25).</summary>
internal sealed class Confirmations(
    CurrentMember current, Database database, Passwords passwords, SecondFactor second, TimeProvider time) : IConfirmation
{
    private const int Misses = 5;

    public async Task<SignInOutcome> ConfirmAsync(string password, string code, CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session)
            return SignInOutcome.Refused;
        var subject = SignInTries.For(Misses, "confirm", session.Id.Value);
        if (!await database.WriteAsync(tx => SignInTries.TrySpend(tx, [subject], time.GetUtcNow()), cancellationToken))
            return SignInOutcome.Resting;
        var account = await database.ReadAsync(connection => AccountStore.Find(connection, session.AccountId), cancellationToken);
        if (!await passwords.FitsAsync(account, password, cancellationToken) || account is null)
            return SignInOutcome.Refused;
        return await database.WriteAsync(
            tx =>
            {
                if (account.TwoFactorEnabled && !second.TryUse(tx, account, code, time.GetUtcNow()))
                    return SignInOutcome.Refused;
                SignInTries.Clear(tx, [subject]);
                SessionStore.Confirm(tx, session.Id, time.GetUtcNow());
                return SignInOutcome.SignedIn;
            },
            cancellationToken);
    }
}
