using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What owners set about an access point: each change is checked, stored and entered as one. What lets more be opened than before asks for a
/// sign-in of a short while ago (S25, docs/decisions/0033).
/// </summary>
internal sealed class AccessPointSettings(Database database, LedgerWriter ledger, TimeProvider time)
{
    public Task<AccessPointSettingsView?> FindAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => AccessPointSettingsStore.Find(connection, account, accessPoint)?.ToView(), cancellationToken);

    /// <summary>Where it is, as far as this member may know it now.</summary>
    public Task<WhereView?> FindWhereAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            connection => AccessPointSettingsStore.Find(connection, account, accessPoint) is { } row ? Where.Find(connection, row, now) : null,
            cancellationToken);
    }

    public Task<ChangeOutcome> ChangeAsync(
        AccountId? account, bool isFresh, AccessPointId accessPoint, AccessPointChange change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || AccessPointSettingsStore.Find(tx.Connection, by, accessPoint) is not { } row)
                    return ChangeOutcome.Of(AccessOutcome.NotFound);
                if (!row.IsOwner)
                    return ChangeOutcome.Of(AccessOutcome.NotAllowed);
                if (!row.Takes(change))
                    return ChangeOutcome.Of(AccessOutcome.NoLongerPossible);
                var faults = AccessPointRules.Faults(row.AccessPointKind, change);
                if (faults.Count > 0)
                    return new ChangeOutcome(AccessOutcome.NoLongerPossible, faults);
                if (!isFresh && row.IsLoosenedBy(change))
                    return ChangeOutcome.Of(AccessOutcome.SignInAgain);
                if (AccessPointChanges.Apply(tx, row, change, now) is { } what)
                    Enter(tx, row, what, by, now);
                return ChangeOutcome.Of(AccessOutcome.Done);
            },
            cancellationToken);
    }

    /// <summary>A person's own wish is no entry of the household.</summary>
    public Task<AccessOutcome> WishToBeToldAsync(AccountId? account, AccessPointId accessPoint, bool isTold, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                if (account is not { } member || AccessPointStore.FindRole(tx.Connection, member, accessPoint) is null)
                    return AccessOutcome.NotFound;
                AccessPointSettingsStore.WishToBeTold(tx, accessPoint, member, isTold);
                return AccessOutcome.Done;
            },
            cancellationToken);

    private void Enter(Transaction tx, AccessPointSettingsRow row, string what, AccountId by, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.AccessPointChanged,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = row.HouseholdId,
            AccessPoint = row.Id,
            Data = what,
        });
}
