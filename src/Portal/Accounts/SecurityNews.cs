using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>What changed about how somebody proves who they are: in the ledger, of no household, and to every known address of theirs.</summary>
internal sealed class SecurityNews(LedgerWriter ledger, IMailOut mail, AccountMail texts)
{
    public void Append(Transaction tx, AccountId account, SecurityChange change, DateTimeOffset now)
    {
        Enter(tx, account, change, now);
        using var spoken = LanguageChoice.SpeakTo(tx.Connection, account);
        foreach (var address in KnownAddresses.Of(tx.Connection, account, now))
            mail.Put(tx, texts.Changed(address, change));
    }

    /// <summary>The entry alone, where a mail of its own says more.</summary>
    public void Enter(Transaction tx, AccountId account, SecurityChange change, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.SecurityChanged,
            Actor = new Actor(ActorKind.Account, account.Value),
            At = now,
            Data = LedgerData.Of(new { change = Words.Of(change) }),
        });
}
