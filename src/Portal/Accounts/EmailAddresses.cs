using Microsoft.AspNetCore.Identity;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Addresses are proved by a link that arrives there: the one of a new account, and one that an account is to have (S24, S29).</summary>
internal sealed class EmailAddresses(Database database, IMailOut mail, AccountMail texts, SecurityNews news, ILookupNormalizer names)
{
    /// <summary>Mails in a row to one address before it rests.</summary>
    private const int Mails = 3;

    /// <summary>Addresses in a row that one account asks for.</summary>
    private const int Changes = 5;

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    /// <summary>After a registration: the new account is asked to confirm, and whoever has the address already is told.</summary>
    public Task WelcomeAsync(string email, AccountId? made, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                if (!TrySpend(tx, email, now))
                    return;
                if (made is { } account)
                    mail.Put(tx, texts.Confirm(email, MailedLink.Issue(tx, account, LinkPurpose.Confirm, email, now, Lasts)));
                else
                    TellOwner(tx, email);
            },
            cancellationToken);

    /// <summary>Whoever runs the portal knows that the address is the account's: nothing is sent.</summary>
    public Task<bool> VouchAsync(AccountId account, string email, CancellationToken cancellationToken) =>
        database.WriteAsync(tx => AccountStore.TryConfirmEmail(tx, account, email), cancellationToken);

    public Task<SecurityOutcome> AskAgainAsync(AccountId account, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                if (AccountStore.Find(tx.Connection, account) is not { EmailConfirmed: false } found)
                    return SecurityOutcome.NotFound;
                if (!TrySpend(tx, found.Email, now))
                    return SecurityOutcome.Resting;
                using var spoken = Languages.Speak(found.Language);
                mail.Put(tx, texts.Confirm(found.Email, MailedLink.Issue(tx, account, LinkPurpose.Confirm, found.Email, now, Lasts)));
                return SecurityOutcome.Done;
            },
            cancellationToken);

    /// <summary>Asks the new address, and tells the old one. Whether the new one is somebody's is not told here, but there (S29).</summary>
    public Task<SecurityOutcome> AskChangeAsync(AccountId account, string email, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                if (UnlockHolds.Until(tx.Connection, account, now) is not null)
                    return SecurityOutcome.Held;
                if (!KnownAddresses.HaveRoom(tx.Connection, account, now)
                    || !SignInTries.TrySpend(tx, [To(email), SignInTries.For(Changes, "change", account.Value)], now))
                    return SecurityOutcome.Resting;
                using var spoken = LanguageChoice.SpeakTo(tx.Connection, account);
                if (AccountStore.IsTaken(tx.Connection, Normal(email)))
                    TellOwner(tx, email);
                else
                    mail.Put(tx, texts.Change(email, MailedLink.Issue(tx, account, LinkPurpose.Change, email, now, Lasts)));
                foreach (var known in KnownAddresses.Of(tx.Connection, account, now))
                    mail.Put(tx, texts.ChangeAsked(known));
                return SecurityOutcome.Done;
            },
            cancellationToken);

    public Task<EmailLink?> FindAsync(string token, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => Find(connection, token, now) is { } found ? new EmailLink(found.Link.Email, found.Purpose is LinkPurpose.Change) : null,
            cancellationToken);

    /// <summary>The address is proved; a new one takes the old one's place, which is told for a month what changes. False when the link has ended.</summary>
    public Task<bool> FollowAsync(string token, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                if (Find(tx.Connection, token, now) is not { } found || AccountStore.Find(tx.Connection, found.Link.AccountId) is not { } account)
                    return false;
                if (found.Purpose is LinkPurpose.Change && UnlockHolds.Until(tx.Connection, account.Id, now) is not null)
                    return false;
                MailedLink.Forget(tx, account.Id, found.Purpose);
                if (found.Purpose is LinkPurpose.Confirm)
                    return AccountStore.TryConfirmEmail(tx, account.Id, found.Link.Email);
                if (AccountStore.IsTaken(tx.Connection, Normal(found.Link.Email)))
                    return false;
                MailedLink.Forget(tx, account.Id, LinkPurpose.Confirm);
                MailedLink.Forget(tx, account.Id, LinkPurpose.Recover);
                KnownAddresses.KeepFormer(tx, account.Id, account.Email, now);
                AccountStore.SaveEmail(tx, account.Id, found.Link.Email, Normal(found.Link.Email));
                news.Append(tx, account.Id, SecurityChange.EmailChanged, now);
                return true;
            },
            cancellationToken);

    private static (MailedLink Link, LinkPurpose Purpose)? Find(System.Data.Common.DbConnection connection, string token, DateTimeOffset now)
    {
        foreach (var purpose in new[] { LinkPurpose.Confirm, LinkPurpose.Change })
        {
            if (MailedLink.Find(connection, token, purpose, now) is { } link)
                return (link, purpose);
        }

        return null;
    }

    /// <summary>Whoever has the address already, in the language of that account.</summary>
    private void TellOwner(Transaction tx, string email)
    {
        using var spoken = Languages.Speak(AccountStore.FindByEmail(tx.Connection, Normal(email))?.Language);
        mail.Put(tx, texts.Taken(email));
    }

    /// <summary>A stranger's form fills nobody's mailbox (S35).</summary>
    private bool TrySpend(Transaction tx, string email, DateTimeOffset now) =>
        SignInTries.TrySpend(tx, [To(email)], now);

    private SignInTries.Subject To(string email) => SignInTries.For(Mails, "mail", Normal(email));

    private string Normal(string email) => names.NormalizeEmail(email) ?? "";
}
