using Portal.Client;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>What changed about how somebody proves who they are, in the ledger: of the account, and of no household.</summary>
internal sealed class SecurityEntries(LedgerWriter ledger)
{
    public void Append(Transaction tx, Portal.Client.Accounts.AccountId account, SecurityChange change, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.SecurityChanged,
            Actor = new Actor(ActorKind.Account, account.Value),
            At = now,
            Data = LedgerData.Of(new { change = Words.Of(change) }),
        });
}

/// <summary>The word in the entry; never what was changed to.</summary>
internal enum SecurityChange
{
    PasskeyAdded,
    PasskeyRemoved,
    PasswordChanged,
    SecondFactorOn,
    SecondFactorOff,
    RecoveryCodesMade,
    TokenMade,
}
