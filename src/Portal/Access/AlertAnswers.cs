using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// 'I am taking care of it': ends the escalation and names the person. The alert stays until the device says that it is over; what no device
/// can say that of ends with the person's word.
/// </summary>
internal sealed class AlertAnswers(Database database, LedgerWriter ledger, Alerts alerts, TimeProvider time)
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
                Timers.Cancel(tx, TimerKind.AlertEscalates, alert.Value);
                ledger.Append(tx, now, new NewEntry
                {
                    Kind = EntryKinds.AlertAcknowledged,
                    Actor = new Actor(ActorKind.Account, member.Value),
                    At = now,
                    Household = place.HouseholdId,
                    AccessPoint = place.AccessPointId,
                    Data = LedgerData.Of(new { alert, kind = place.Kind }),
                });
                End(tx, alert, place, now);
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    private void End(Transaction tx, AlertId alert, AlertPlace place, DateTimeOffset now)
    {
        var kind = Words.Parse<AlertKind>(place.Kind);
        var device = place.DeviceId is { } id ? DeviceStore.Find(tx.Connection, id) : null;
        if (AlertRules.EndsWhenTaken(kind) || (kind == AlertKind.ForcedOpen && device?.IsSecured(now) == true))
            alerts.ClearTaken(tx, alert, place, now);
    }
}
