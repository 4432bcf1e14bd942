using Microsoft.AspNetCore.Identity;
using Portal.Client;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Asking to get back in: the answer and the work are the same for an address that is known and one that is not (S29). Only an address that
/// was proved is written to: a mistyped one must not open somebody else's account.
/// </summary>
internal sealed class RecoveryLinks(Database database, IMailOut mail, AccountMail texts, ILookupNormalizer names, TimeProvider time)
{
    /// <summary>Mails in a row to one address before it rests.</summary>
    private const int Mails = 3;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    public Task AskAsync(string email, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var normal = names.NormalizeEmail(email.Trim()) ?? "";
        return database.WriteAsync(
            tx =>
            {
                var mayBeTold = SignInTries.TrySpend(tx, [SignInTries.For(Mails, "recover", normal)], now);
                var account = AccountStore.FindByEmail(tx.Connection, normal);
                using var spoken = Languages.Speak(account?.Language);
                if (mayBeTold && account is { EmailConfirmed: true })
                    mail.Put(tx, texts.Recover(account.Email, MailedLink.Issue(tx, account.Id, LinkPurpose.Recover, account.Email, now, Lasts)));
            },
            cancellationToken);
    }
}
