using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>'Go ahead': a member knows what failed in the rehearsal and lets the window stand. What fails later is asked anew.</summary>
internal sealed class ReadinessAnswers(Database database, LedgerWriter ledger, TimeProvider time)
{
    public Task<IReadOnlyList<ReadinessView>> ListAsync(AccountId? account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(connection => ReadinessStore.List(connection, account, now), cancellationToken);
    }

    public Task<AccessOutcome> GoAheadAsync(AccountId? account, DeliveryId delivery, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } member || ReadinessStore.FindPlace(tx.Connection, member, delivery, now) is not { } place)
                    return AccessOutcome.NotFound;
                if (Words.Parse<MemberRole>(place.Role) > MemberRole.Approver)
                    return AccessOutcome.NotAllowed;
                var faults = ReadinessStore.Parse(place.Faults).Except(ReadinessStore.Parse(place.Accepted)).ToList();
                if (faults.Count == 0)
                    return AccessOutcome.NoLongerPossible;
                ReadinessStore.Accept(tx, place, member, now);
                ledger.Append(tx, now, new NewEntry
                {
                    Kind = EntryKinds.ReadinessAccepted,
                    Actor = new Actor(ActorKind.Account, member.Value),
                    At = now,
                    Household = place.HouseholdId,
                    AccessPoint = place.AccessPointId,
                    Delivery = delivery,
                    Data = LedgerData.Of(new { faults }),
                });
                return AccessOutcome.Done;
            },
            cancellationToken);
    }
}
