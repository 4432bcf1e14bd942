using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>'I am taking care of it': ends the escalation and names the person; the alert stays until the device says that it is over.</summary>
internal sealed class AlertAnswers(Database database, LedgerWriter ledger, TimeProvider time)
{
    public Task<AccessOutcome> AcknowledgeAsync(AccountId? account, AlertId alert, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } member || AlertStore.FindPlace(tx.Connection, member, alert) is not { } place)
                    return AccessOutcome.NotFound;
                if (Words.Parse<MemberRole>(place.Role) > MemberRole.Approver)
                    return AccessOutcome.NotAllowed;
                if (Words.Parse<AlertState>(place.State) != AlertState.Open)
                    return AccessOutcome.NoLongerPossible;
                AlertStore.Acknowledge(tx, alert, member, now);
                ledger.Append(tx, now, new NewEntry
                {
                    Kind = EntryKinds.AlertAcknowledged,
                    Actor = new Actor(ActorKind.Account, member.Value),
                    At = now,
                    Household = place.HouseholdId,
                    AccessPoint = place.AccessPointId,
                    Data = LedgerData.Of(new { alert, kind = place.Kind }),
                });
                return AccessOutcome.Done;
            },
            cancellationToken);
    }
}
