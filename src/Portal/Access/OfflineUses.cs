using Dapper;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Takes over what devices did by themselves. In order, it is the one opening of its grant, entered as made offline; not in order, it
/// happened all the same: an alert, never a denial (product.md, Offline).
/// </summary>
internal sealed class OfflineUses(Alerts alerts, LedgerWriter ledger, IGrantOutcome outcome)
{
    /// <summary>The delivery that a use is said to be for, right or wrong; null where it is none of this device's.</summary>
    public static DeliveryId? DeliveryOf(Transaction tx, DeviceContext device, ReceivedEvent one) => Find(tx, device, one)?.Delivery;

    /// <summary>Judges one use at its own time, and begins its opening or goes on with it.</summary>
    /// <returns>The device with the opening that is in progress afterwards.</returns>
    public DeviceContext Take(Transaction tx, DeviceContext device, ReceivedEvent one, DateTimeOffset now)
    {
        var use = Find(tx, device, one);
        if (use is not null && one.Said.Offline is { } claim && FindSame(tx, use.Grant, claim.AttemptId) is { } same)
            return GoOn(tx, device, use, same, one, now);
        if (use is null)
            return Refuse(tx, device, use, DenialReason.CodeRefused, one, now);
        return use.Fault(one.At) is { } fault ? Refuse(tx, device, use, fault, one, now) : Begin(tx, device, use, one, now);
    }

    private static OfflineUse? Find(Transaction tx, DeviceContext device, ReceivedEvent one) =>
        one.Said.Offline is { } claim ? OfflineStore.FindUse(tx.Connection, device, claim) : null;

    /// <summary>The opening that the portal granted to the same attempt, whose answer was lost, or that was told before.</summary>
    private static SameAttempt? FindSame(Transaction tx, GrantId grant, string attempt) =>
        tx.Connection.QuerySingleOrDefault<SameAttempt>(
            "SELECT id, state FROM opening WHERE grant_id = @grant AND attempt_id = @attempt", new { grant, attempt });

    private DeviceContext GoOn(
        Transaction tx, DeviceContext device, OfflineUse use, SameAttempt same, ReceivedEvent one, DateTimeOffset now)
    {
        // Settled as never opened while nobody heard the device.
        var isRevived = same.State == "unused" && DeviceStore.FindOpening(tx.Connection, device.Device) is null;
        if (same.State == "secured" || (same.State == "unused" && !isRevived))
            return device;
        tx.Connection.Execute(
            """
            UPDATE opening SET state = CASE state WHEN 'unused' THEN 'granted' ELSE state END,
                               offline_epoch = coalesce(offline_epoch, @Epoch), offline_seq = coalesce(offline_seq, @Seq)
            WHERE id = @Id
            """,
            new { same.Id, one.Number.Epoch, one.Number.Seq });
        if (isRevived)
        {
            tx.Connection.Execute("UPDATE access_grant SET state = 'in_use' WHERE id = @Grant AND state = 'spent'", new { use.Grant });
            Openings.AwaitOpened(tx, device, same.Id, now);
            outcome.BeganOffline(tx, use.Delivery, same.Id, now);
        }

        return device with { Opening = DeviceStore.FindOpening(tx.Connection, device.Device) };
    }

    private DeviceContext Begin(Transaction tx, DeviceContext device, OfflineUse use, ReceivedEvent one, DateTimeOffset now)
    {
        Supersede(tx, device, now);
        var before = device with { Epoch = one.Said.Epoch, HighestSeq = one.Said.Seq - 1 };
        var opening = Openings.Begin(tx, before, use.Grant, account: null, one.At, now);
        if (!GrantStore.UseOffline(tx, use.Grant, WayIn.Keypad(device.Device), opening))
            throw new InvalidOperationException("A grant that was unused could not be used in the same transaction.");
        tx.Connection.Execute(
            "UPDATE opening SET attempt_id = @AttemptId, offline_epoch = @Epoch, offline_seq = @Seq WHERE id = @opening",
            new { one.Said.Offline?.AttemptId, one.Number.Epoch, one.Number.Seq, opening });
        Enter(tx, device, EntryKinds.OpeningMadeOffline, use, LedgerData.Of(new { opening }), one, now);
        Keypads.Succeed(tx, device.Device);
        outcome.BeganOffline(tx, use.Delivery, opening, now);
        return device with { Opening = DeviceStore.FindOpening(tx.Connection, device.Device) };
    }

    /// <summary>The device went on to another opening: what came before is over, whether or not it told how.</summary>
    private void Supersede(Transaction tx, DeviceContext device, DateTimeOffset now)
    {
        if (DeviceStore.FindOpening(tx.Connection, device.Device) is not { } earlier)
            return;
        tx.Connection.Execute("UPDATE opening SET state = 'unused' WHERE id = @Id", new { earlier.Id });
        tx.Connection.Execute("UPDATE access_grant SET state = 'spent' WHERE id = @Grant AND state = 'in_use'", new { earlier.Grant });
        if (earlier.Delivery is not { } delivery)
            return;
        if (earlier.OpenedAt is null)
            outcome.NeverOpened(tx, delivery, earlier.Id, now);
        else
            outcome.Incident(tx, delivery, Client.Words.Of(DenialReason.NotSecuredBefore), now);
    }

    private DeviceContext Refuse(Transaction tx, DeviceContext device, OfflineUse? use, DenialReason reason, ReceivedEvent one, DateTimeOffset now)
    {
        Enter(tx, device, EntryKinds.OfflineUseNotInOrder, use, LedgerData.Of(new { reason }), one, now);
        alerts.RaiseFor(tx, device, AlertKind.GrantReplayed, Client.Words.Of(reason), one.Late, now);
        return device;
    }

    private void Enter(Transaction tx, DeviceContext device, string kind, OfflineUse? use, string data, ReceivedEvent one, DateTimeOffset now) =>
        ledger.Append(tx, now, device.Entry(kind, Actor.Portal, one.At, data, one.Late) with { Delivery = use?.Delivery });

    private sealed class SameAttempt
    {
        public OpeningId Id { get; init; }

        public string State { get; init; } = "";
    }
}
