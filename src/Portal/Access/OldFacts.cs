using Dapper;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What tables keep beside the ledger about who opened what when, of a household, from before a time. That a grant was used stays with the grant, and
/// the digests of devices' events, by which a repeat is known: neither may open anything a second time.
/// </summary>
internal static class OldFacts
{
    /// <summary>Rows of one table that one call erases.</summary>
    private const int Most = 1000;

    /// <summary>Those that were released too: what they told is as old.</summary>
    private const string HouseholdsDevices =
        """
        SELECT id, access_point_id, state = 'released' AS is_released
        FROM device WHERE access_point_id IN (SELECT id FROM access_point WHERE household_id = @household)
        """;

    private static readonly string Openings =
        $"""
        SELECT opening.id
        FROM access_point JOIN opening ON opening.access_point_id = access_point.id LEFT JOIN access_grant ON access_grant.id = opening.grant_id
        WHERE access_point.household_id = @household AND opening.granted_at < @before AND opening.state IN ('secured', 'unused')
          AND NOT {UnendedDelivery.Has("access_grant.delivery_id")}
        LIMIT {Most}
        """;

    private static readonly string Alerts =
        $"""
        SELECT id FROM alert
        WHERE household_id = @household AND state = 'cleared' AND cleared_at < @before AND NOT {UnendedDelivery.Has("alert.delivery_id")}
        LIMIT {Most}
        """;

    /// <summary>Erases some of it, and returns how much; 0 when nothing is left.</summary>
    public static int Erase(Transaction tx, HouseholdId household, DateTimeOffset before)
    {
        var openings = tx.Connection.Query<string>(Openings, new { household, before }).AsList();
        var erased = tx.Connection.Execute("DELETE FROM command WHERE opening_id IN @openings", new { openings })
            + tx.Connection.Execute("DELETE FROM opening WHERE id IN @openings", new { openings })
            + tx.Connection.Execute($"DELETE FROM alert WHERE id IN ({Alerts})", new { household, before });
        foreach (var (device, accessPoint, isReleased) in tx.Connection.Query<(DeviceId, AccessPointId, bool)>(HouseholdsDevices, new { household }).AsList())
        {
            erased += EraseCommands(tx, device, before);
            erased += EraseEvents(tx, device, before, Opening(tx, device, accessPoint, before), isReleased ? null : Proof(tx, device), isReleased);
        }

        return erased;
    }

    /// <summary>What was asked of it without an opening: to lock, to close, for a picture.</summary>
    private static int EraseCommands(Transaction tx, DeviceId device, DateTimeOffset before) =>
        tx.Connection.Execute(
            """
            DELETE FROM command WHERE id IN (
                SELECT id FROM command
                WHERE device_id = @device AND issued_at < @before AND opening_id IS NULL AND (status <> 'asked' OR silent_at IS NOT NULL)
                LIMIT @Most)
            """,
            new { device, before, Most });

    /// <summary>Where the oldest opening that is kept begins in the device's events: its progress is judged by all that came after.</summary>
    private static (long Epoch, long Seq)? Opening(Transaction tx, DeviceId device, AccessPointId accessPoint, DateTimeOffset before) =>
        tx.Connection.QuerySingleOrDefault<(long, long)?>(
            """
            SELECT after_epoch, after_seq + 1 FROM opening
            WHERE access_point_id = @accessPoint AND device_id = @device AND granted_at < @before
            ORDER BY after_epoch, after_seq LIMIT 1
            """,
            new { accessPoint, device, before });

    /// <summary>
    /// Its newest opening that was followed by a closing: that its sensor works is read from those two, and whether a driven door may be closed from
    /// what came after (<see cref="ContactStore"/>, <see cref="RemoteClose"/>).
    /// </summary>
    private static (long Epoch, long Seq)? Proof(Transaction tx, DeviceId device) =>
        tx.Connection.QuerySingleOrDefault<(long, long)?>(
            """
            SELECT opened.epoch, opened.seq FROM device_event opened
            WHERE opened.device_id = @device AND opened.kind = 'door_opened'
              AND (opened.epoch, opened.seq) < (SELECT closed.epoch, closed.seq FROM device_event closed
                                                WHERE closed.device_id = @device AND closed.kind = 'door_closed'
                                                ORDER BY closed.epoch DESC, closed.seq DESC LIMIT 1)
            ORDER BY opened.epoch DESC, opened.seq DESC LIMIT 1
            """,
            new { device });

    /// <summary>A device's own account, but what a kept opening is judged by, and of the door of a device that is there what its proof needs.</summary>
    private static int EraseEvents(
        Transaction tx, DeviceId device, DateTimeOffset before, (long Epoch, long Seq)? opening, (long Epoch, long Seq)? proof, bool isReleased) =>
        tx.Connection.Execute(
            """
            UPDATE device_event SET kind = NULL, at = NULL, late = NULL, command_id = NULL, source = NULL, clock_suspect = NULL
            WHERE device_id = @device AND (epoch, seq) IN (
                SELECT epoch, seq FROM device_event
                WHERE device_id = @device AND kind IS NOT NULL AND at < @before
                  AND (@openingEpoch IS NULL OR (epoch, seq) < (@openingEpoch, @openingSeq))
                  AND (@isReleased OR kind NOT LIKE 'door%' OR (epoch, seq) < (@proofEpoch, @proofSeq))
                ORDER BY epoch, seq LIMIT @Most)
            """,
            new
            {
                device,
                before,
                openingEpoch = opening?.Epoch,
                openingSeq = opening?.Seq,
                proofEpoch = proof?.Epoch,
                proofSeq = proof?.Seq,
                isReleased,
                Most,
            });
}
