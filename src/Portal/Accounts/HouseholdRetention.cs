using Microsoft.Extensions.Options;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>How long households keep what, for whoever is signed in (S28). That the person owns the household is read in the transaction that sets it.</summary>
internal sealed class HouseholdRetention(CurrentMember current, Database database, LedgerWriter ledger, IOptions<RetentionOptions> options)
    : IHouseholdRetention
{
    public async Task<IReadOnlyList<HouseholdRetentionView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(
            connection => HouseholdStore.Of(connection, account)
                .Select(household => new HouseholdRetentionView(
                    household, [.. Enum.GetValues<RetentionKind>().Select(kind => View(kind, RetentionStore.Find(connection, household.Id, kind)))]))
                .ToList(),
            cancellationToken);
    }

    public async Task<RetentionOutcome> SetAsync(HouseholdId household, RetentionKind kind, int days, CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var isFresh = await current.IsFreshAsync(cancellationToken);
        return await database.WriteAsync(tx => Set(tx, account, isFresh, household, kind, days), cancellationToken);
    }

    private RetentionView View(RetentionKind kind, RetentionChoice? choice)
    {
        var limits = options.Value.Of(kind);
        return new RetentionView(kind, limits.Within(choice?.Days ?? limits.Days), limits.Least, limits.Most, choice?.ShorterFrom(current.Now));
    }

    private RetentionOutcome Set(Transaction tx, AccountId? account, bool isFresh, HouseholdId household, RetentionKind kind, int days)
    {
        if (account is not { } by || HouseholdStore.RoleOf(tx.Connection, household, by) is not { } role)
            return RetentionOutcome.NotFound;
        if (role != MemberRole.Owner)
            return RetentionOutcome.NotAllowed;
        if (!isFresh)
            return RetentionOutcome.SignInAgain;
        var now = current.Now;
        if (UnlockHolds.Until(tx.Connection, by, now) is not null)
            return RetentionOutcome.Held;
        var choice = RetentionStore.Find(tx.Connection, household, kind);
        var before = View(kind, choice);
        if (days < before.Least || days > before.Most)
            return RetentionOutcome.OutOfLimits;
        if (days == before.Days)
            return RetentionOutcome.Done;
        var holds = options.Value.Of(kind).At(choice, now);
        RetentionStore.Save(tx, household, kind, new RetentionChoice { Days = days, DaysBefore = holds, SetAt = now }, by);
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.RetentionSet,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = household,
            Data = LedgerData.Of(new { kind, days, before = before.Days }),
        });
        return RetentionOutcome.Done;
    }
}
