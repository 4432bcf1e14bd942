using Microsoft.AspNetCore.Identity;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Makes passkeys for the person at this browser, who proved who they are a short while ago (S25).</summary>
internal sealed class NewPasskeys(
    SignInManager<Account> signIn, CurrentMember member, Database database, SecurityNews news, TimeProvider time)
{
    private const int MostOfOneAccount = 20;

    /// <summary>What the browser needs to make a passkey; null when the person has to confirm first.</summary>
    public async Task<string?> BeginAsync(CancellationToken cancellationToken)
    {
        if (await FreshSessionAsync(cancellationToken) is not { } session || await AccountOfAsync(session, cancellationToken) is not { } account)
            return null;
        return await signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity { Id = account.Id.Value, Name = account.Email, DisplayName = account.Name });
    }

    /// <summary>Keeps the passkey that the browser has made, under the name of the browser.</summary>
    public async Task<SecurityOutcome> AddAsync(string credential, CancellationToken cancellationToken)
    {
        if (await FreshSessionAsync(cancellationToken) is not { AccountId: var account } session)
            return SecurityOutcome.SignInAgain;
        var made = await Passkeys.JudgeAsync(() => signIn.PerformPasskeyAttestationAsync(credential));
        if (made is not { Succeeded: true } || made.UserEntity.Id != account.Value)
            return SecurityOutcome.Refused;
        made.Passkey.Name = BrowserName.Of(signIn.Context.Request.Headers.UserAgent);
        var now = time.GetUtcNow();
        return await database.WriteAsync(
            tx =>
            {
                if (SessionStore.Find(tx.Connection, session.Id, now) is null)
                    return SecurityOutcome.SignInAgain;
                if (AccountStore.CountPasskeys(tx.Connection, account) >= MostOfOneAccount
                    || !AccountStore.TryAddPasskey(tx, account, made.Passkey))
                    return SecurityOutcome.Refused;
                news.Append(tx, account, SecurityChange.PasskeyAdded, now);
                return SecurityOutcome.Done;
            },
            cancellationToken);
    }

    private async Task<LiveSession?> FreshSessionAsync(CancellationToken cancellationToken) =>
        await member.SessionAsync(cancellationToken) is { } session && member.IsFresh(session) ? session : null;

    private Task<Account?> AccountOfAsync(LiveSession session, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => AccountStore.Find(connection, session.AccountId), cancellationToken);
}
