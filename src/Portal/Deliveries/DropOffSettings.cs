using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>What owners set for all deliveries at an access point: where to go instead, and more than one window at a time.</summary>
internal sealed class DropOffSettings(Database database, LedgerWriter ledger, TimeProvider time)
{
    public Task<AccessOutcome> SetFallbackAsync(
        AccountId? account, AccessPointId accessPoint, Fallback fallback, CancellationToken cancellationToken) =>
        ChangeAsync(
            account,
            accessPoint,
            EntryKinds.FallbackSet,
            LedgerData.Of(fallback),
            (tx, household) => IsReachable(tx, household, accessPoint, fallback)
                ? tx.Connection.Execute(
                    """
                    UPDATE access_point SET fallback = @kind, fallback_access_point_id = @other
                    WHERE id = @accessPoint AND (fallback <> @kind OR fallback_access_point_id IS NOT @other)
                    """,
                    new { accessPoint, kind = Words.Of(fallback.Kind), other = fallback.AccessPoint })
                : null,
            cancellationToken);

    public Task<AccessOutcome> SetOverlapAsync(AccountId? account, AccessPointId accessPoint, bool allowed, CancellationToken cancellationToken) =>
        ChangeAsync(
            account,
            accessPoint,
            EntryKinds.OverlapSet,
            LedgerData.Of(new { allowed }),
            (tx, _) => tx.Connection.Execute(
                "UPDATE access_point SET allows_overlap = @allowed WHERE id = @accessPoint AND allows_overlap <> @allowed", new { accessPoint, allowed }),
            cancellationToken);

    private Task<AccessOutcome> ChangeAsync(
        AccountId? account, AccessPointId accessPoint, string kind, string data, Func<Transaction, HouseholdId, int?> change,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || AccessPointStore.FindRole(tx.Connection, by, accessPoint) is not { } at)
                    return AccessOutcome.NotFound;
                if (at.Role != MemberRole.Owner)
                    return AccessOutcome.NotAllowed;
                if (change(tx, at.Household) is not { } changed)
                    return AccessOutcome.NotFound;
                if (changed > 0)
                    Enter(tx, kind, at.Household, accessPoint, by, data, now);
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    /// <summary>Another access point of the same household, where it names one, and none where it does not.</summary>
    private static bool IsReachable(Transaction tx, HouseholdId household, AccessPointId accessPoint, Fallback fallback) =>
        fallback.AccessPoint is { } other
            ? fallback.Kind == FallbackKind.AccessPoint && other != accessPoint && tx.Connection.ExecuteScalar<bool>(
                $"SELECT EXISTS (SELECT 1 FROM access_point WHERE id = @other AND household_id = @household AND {AccessPointStore.Stands})", new { other, household })
            : fallback.Kind != FallbackKind.AccessPoint;

    private void Enter(
        Transaction tx, string kind, HouseholdId household, AccessPointId accessPoint, AccountId by, string data, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = household,
            AccessPoint = accessPoint,
            Data = data,
        });
}
