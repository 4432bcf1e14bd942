using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// The second half of signing in with a password. Six digits are soon guessed, so misses count against the account from everywhere; a
/// browser that is known has tries of its own, so that whoever stole the password cannot keep its owner out (S29).
/// </summary>
internal sealed class SecondFactorSignIns(
    Database database, HalfWayIn halfWay, SecondFactor second, BrowserEntry entry, TimeProvider time) : ISecondStep
{
    private const int Misses = 5;

    public async Task<SignInOutcome> SignInAsync(string code, CancellationToken cancellationToken)
    {
        if (await halfWay.FindAsync(entry.Http, cancellationToken) is not { } account)
            return SignInOutcome.Refused;
        var token = KnownBrowsers.TokenOf(entry.Http);
        var subject = await database.WriteAsync(tx => Spend(tx, account, token), cancellationToken);
        if (subject is null)
            return SignInOutcome.Resting;
        if (!await database.WriteAsync(tx => second.TryUse(tx, account, code, time.GetUtcNow()), cancellationToken))
            return SignInOutcome.Refused;
        await HalfWayIn.ForgetAsync(entry.Http);
        return await entry.EnterAsync(account, [subject], cancellationToken) ? SignInOutcome.SignedIn : SignInOutcome.Refused;
    }

    private SignInTries.Subject? Spend(Transaction tx, Account account, string? token)
    {
        var subject = token is not null && KnownBrowsers.IsKnown(tx, token, account.EmailNormalized)
            ? SignInTries.For(Misses, "second", account.Id.Value, token)
            : SignInTries.For(Misses, "second", account.Id.Value);
        return SignInTries.TrySpend(tx, [subject], time.GetUtcNow()) ? subject : null;
    }
}
