using System.Data.Common;
using Dapper;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>What a contact sensor has told, in its device's own reports.</summary>
internal static class ContactStore
{
    /// <summary>Whether the contact of <c>device</c> has told an opening and then a closing since it was paired, as a column.</summary>
    public const string IsProven =
        """
        EXISTS (SELECT 1 FROM device_event closed
                WHERE closed.device_id = device.id AND closed.kind = 'door_closed'
                  AND EXISTS (SELECT 1 FROM device_event opened
                              WHERE opened.device_id = device.id AND opened.kind = 'door_opened' AND opened.at >= device.paired_at
                                AND (opened.epoch, opened.seq) < (closed.epoch, closed.seq)))
        """;

    /// <summary>So many words show what somebody does at the door.</summary>
    private const int Most = 12;

    public static ContactView Find(DbConnection connection, AccessPointId accessPoint)
    {
        if (DeviceStore.FindOpener(connection, accessPoint) is not { } device)
            return new ContactView { IsProven = false, Words = [] };
        return new ContactView
        {
            IsProven = connection.QuerySingle<bool>($"SELECT {IsProven} FROM device WHERE device.id = @device", new { device }),
            Words = connection.Query<Row>(
                    """
                    SELECT ledger_body.position, ledger_body.kind, ledger_body.at, ledger_head.received_at
                    FROM ledger_body
                    JOIN ledger_head ON ledger_head.position = ledger_body.position
                    JOIN device ON device.id = ledger_body.device_id
                    WHERE ledger_body.access_point_id = @accessPoint AND ledger_body.device_id = @device
                      AND ledger_body.kind IN ('door_opened', 'door_closed', 'door_forced_open') AND ledger_body.at >= device.paired_at
                    ORDER BY ledger_body.position DESC LIMIT @Most
                    """,
                    new { accessPoint, device, Most })
                .Select(row => new ContactWord(row.Position, FactKinds.DoorOf(row.Kind) == DoorState.Open, row.At, row.ReceivedAt))
                .ToList(),
        };
    }

    private sealed class Row
    {
        public long Position { get; init; }

        public string Kind { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public DateTimeOffset ReceivedAt { get; init; }
    }
}
