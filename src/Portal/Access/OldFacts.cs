using Dapper;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What tables keep beside the ledger about who opened what when, of a household, from before a time. The digests of devices' events stay: by them a
/// repeat is known.
/// </summary>
internal static class OldFacts
{
    private const string HouseholdsDevices =
        "SELECT device.id FROM device JOIN access_point ON access_point.id = device.access_point_id WHERE access_point.household_id = @household";

    private static readonly string Openings =
        $"""
        SELECT opening.id
        FROM access_point JOIN opening ON opening.access_point_id = access_point.id LEFT JOIN access_grant ON access_grant.id = opening.grant_id
        WHERE access_point.household_id = @household AND opening.granted_at < @before AND opening.state IN ('secured', 'unused')
          AND NOT {UnendedDelivery.Has("access_grant.delivery_id")}
        """;

    public static void Erase(Transaction tx, HouseholdId household, DateTimeOffset before)
    {
        var old = new { household, before };
        tx.Connection.Execute(
            $"""
            DELETE FROM command WHERE opening_id IN ({Openings});
            UPDATE access_grant SET opening_id = NULL WHERE opening_id IN ({Openings});
            DELETE FROM opening WHERE id IN ({Openings});
            DELETE FROM command
            WHERE device_id IN ({HouseholdsDevices}) AND issued_at < @before AND opening_id IS NULL AND (status <> 'asked' OR silent_at IS NOT NULL);
            DELETE FROM alert
            WHERE household_id = @household AND state = 'cleared' AND cleared_at < @before AND NOT {UnendedDelivery.Has("alert.delivery_id")};
            """,
            old);
        foreach (var device in tx.Connection.Query<DeviceId>(HouseholdsDevices, old).AsList())
            EraseEvents(tx, device, before);
    }

    /// <summary>
    /// A device's own account. Of the door it stays from the newest opening that was followed by a closing: that the sensor works is read from those two,
    /// and whether a driven door may be closed from what came after (<see cref="ContactStore"/>, <see cref="RemoteClose"/>).
    /// </summary>
    private static void EraseEvents(Transaction tx, DeviceId device, DateTimeOffset before)
    {
        var (epoch, seq) = tx.Connection.QuerySingleOrDefault<(long?, long?)>(
            """
            SELECT opened.epoch, opened.seq FROM device_event opened
            WHERE opened.device_id = @device AND opened.kind = 'door_opened'
              AND (opened.epoch, opened.seq) < (SELECT closed.epoch, closed.seq FROM device_event closed
                                                WHERE closed.device_id = @device AND closed.kind = 'door_closed'
                                                ORDER BY closed.epoch DESC, closed.seq DESC LIMIT 1)
            ORDER BY opened.epoch DESC, opened.seq DESC LIMIT 1
            """,
            new { device });
        tx.Connection.Execute(
            """
            UPDATE device_event SET kind = NULL, at = NULL, late = NULL, command_id = NULL, source = NULL, clock_suspect = NULL
            WHERE device_id = @device AND kind IS NOT NULL AND at < @before
              AND (kind NOT LIKE 'door%' OR @epoch IS NULL OR epoch < @epoch OR (epoch = @epoch AND seq < @seq))
            """,
            new { device, before, epoch, seq });
    }
}
