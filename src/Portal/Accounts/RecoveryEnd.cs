using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// What follows a recovery, in its transaction: nothing that a thief may have put there or been shown works on, the account is held for a
/// day, and every known address is told (S24, docs/decisions/0027).
/// </summary>
internal sealed class RecoveryEnd(SessionStore sessions, IShownAccess shown, SecurityNews news, IMailOut mail, AccountMail texts)
{
    public void Append(Transaction tx, AccountId account, DateTimeOffset now)
    {
        sessions.EndAll(tx, account, now);
        MailedLink.Forget(tx, account, LinkPurpose.Change);
        AccountStore.RemovePasskeys(tx, account);
        InvitationStore.DeleteBy(tx, account);
        var households = HouseholdStore.Of(tx.Connection, account);
        foreach (var household in households)
            shown.Renew(tx, household.Id, account, now);

        var until = UnlockHolds.Begin(tx, account, now);
        news.Enter(tx, account, SecurityChange.Recovered, now);
        var zone = PlaceClock.Known(households is [var first, ..] ? first.TimeZone : null);
        using var spoken = LanguageChoice.SpeakTo(tx.Connection, account);
        foreach (var address in KnownAddresses.Of(tx.Connection, account, now))
            mail.Put(tx, texts.Recovered(address, until, zone));
    }
}
