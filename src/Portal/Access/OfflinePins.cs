using Dapper;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Access;

/// <summary>Which PIN is a grant's code. No PIN is ever given twice; where the eight of a window are used up, the code is the ordinary one.</summary>
internal static class OfflinePins
{
    /// <summary>Gives a new grant its PIN, where its owner chose PINs, the device can judge them and the window fits.</summary>
    public static void Give(Transaction tx, GrantId grant, NewGrant asked)
    {
        var device = tx.Connection.QuerySingleOrDefault<DeviceId?>(
            """
            SELECT device.id FROM device JOIN access_point ON access_point.id = device.access_point_id, json_each(device.capabilities) capability
            WHERE access_point.id = @AccessPoint AND access_point.offline_mode = 'pin' AND device.state = 'active'
              AND device.sealed_offline_secret IS NOT NULL AND capability.value IN ('lock', 'door_drive')
            ORDER BY device.paired_at DESC LIMIT 1
            """,
            new { asked.AccessPoint });
        if (device is { } judge)
            Give(tx, grant, judge, asked.NotBefore, asked.NotAfter);
    }

    /// <summary>The code of a grant is made anew: so is its PIN, where it has one.</summary>
    public static void Renew(Transaction tx, GrantId grant)
    {
        var row = tx.Connection.QuerySingle<Row>("SELECT pin_device_id, not_before, not_after FROM access_grant WHERE id = @grant", new { grant });
        if (row.PinDeviceId is { } device)
            Give(tx, grant, device, row.NotBefore, row.NotAfter);
    }

    private static void Give(Transaction tx, GrantId grant, DeviceId device, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        if (OfflinePin.Of(notBefore, notAfter, counter: 0) is not { } first)
        {
            tx.Connection.Execute("UPDATE access_grant SET pin_counter = NULL WHERE id = @grant", new { grant });
            return;
        }

        var window = new { device, T0 = (long)first.T0, D = (int)first.D, grant };
        var counter = tx.Connection.QuerySingle<int>(
            "SELECT count(*) FROM offline_pin WHERE device_id = @device AND start_half_hour = @T0 AND half_hours = @D", window);
        int? given = counter < OfflinePin.PerWindow ? counter : null;
        if (given is not null)
            tx.Connection.Execute(
                "INSERT INTO offline_pin (device_id, start_half_hour, half_hours, counter, grant_id) VALUES (@device, @T0, @D, @given, @grant)",
                new { window.device, window.T0, window.D, given, grant });
        tx.Connection.Execute("UPDATE access_grant SET pin_device_id = @device, pin_counter = @given WHERE id = @grant", new { device, given, grant });
    }

    private sealed class Row
    {
        public DeviceId? PinDeviceId { get; init; }

        public DateTimeOffset NotBefore { get; init; }

        public DateTimeOffset NotAfter { get; init; }
    }
}
