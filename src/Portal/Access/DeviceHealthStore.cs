using System.Data.Common;
using System.Text.Json;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;

namespace Portal.Access;

/// <summary>The statements about how devices are, as members of their household reach them (S28).</summary>
internal static class DeviceHealthStore
{
    /// <summary>How many numbers of a device have not arrived though later ones have, in all its epochs; in a statement over <c>device</c> and <c>state</c>.</summary>
    public const string MissingEvents =
        """
        state.highest_seq - state.contiguous_seq
            - (SELECT count(*) FROM device_event later
               WHERE later.device_id = device.id AND later.epoch = device.epoch AND later.seq > state.contiguous_seq)
            + coalesce((SELECT sum(former.last_seq - former.contiguous_seq
                                   - (SELECT count(*) FROM device_event later
                                      WHERE later.device_id = former.device_id AND later.epoch = former.epoch
                                        AND later.seq > former.contiguous_seq))
                        FROM former_key former WHERE former.device_id = device.id), 0)
        """;

    /// <summary>Paired devices and those that are shut out, the oldest pairing first.</summary>
    public static IReadOnlyList<DeviceHealthRow> List(DbConnection connection, AccountId? account, AccessPointId accessPoint) =>
        connection.Query<DeviceHealthRow>(
            $"""
            SELECT device.id, device.state, device.profile, device.model, device.serial, device.firmware, device.capabilities, device.paired_at, device.cloud,
                   device.epoch, state.last_heard_at, state.battery_percent, state.tampered, state.clock_suspect, state.clock_ahead_ms,
                   {MissingEvents} AS missing_events, member.role
            FROM device
            JOIN access_point ON access_point.id = device.access_point_id {Membership.Of("access_point")}
            JOIN device_state state ON state.device_id = device.id
            WHERE device.access_point_id = @accessPoint AND device.state IN ('active', 'quarantined') AND device.state <> 'released'
            ORDER BY device.paired_at, device.id
            """,
            new { account, accessPoint }).AsList();
}

/// <summary>A device with its health, as one row.</summary>
internal sealed class DeviceHealthRow
{
    public DeviceId Id { get; init; }

    public string State { get; init; } = "";

    public string Profile { get; init; } = "";

    public string Model { get; init; } = "";

    public string Serial { get; init; } = "";

    public string Firmware { get; init; } = "";

    public string Capabilities { get; init; } = "";

    public DateTimeOffset PairedAt { get; init; }

    public string? Cloud { get; init; }

    public int Epoch { get; init; }

    public DateTimeOffset? LastHeardAt { get; init; }

    public int? BatteryPercent { get; init; }

    public bool Tampered { get; init; }

    public bool ClockSuspect { get; init; }

    public long? ClockAheadMs { get; init; }

    public long MissingEvents { get; init; }

    public string Role { get; init; } = "";

    /// <param name="isConnected">It has a live connection.</param>
    /// <param name="refused">How many of its messages were refused.</param>
    public DeviceHealthView ToView(bool isConnected, long refused)
    {
        var can = JsonSerializer.Deserialize<List<string>>(Capabilities) ?? [];
        var role = Words.Parse<MemberRole>(Role);
        return new DeviceHealthView
        {
            Id = Id,
            IsShutOut = State == "quarantined",
            Profile = Profile,
            Model = Model,
            Serial = Serial,
            Firmware = Firmware,
            PairedAt = PairedAt,
            Maker = Cloud is { } cloud ? Words.Parse<CloudMaker>(cloud) : null,
            Epoch = Epoch,
            IsConnected = isConnected,
            LastHeardAt = LastHeardAt,
            BatteryPercent = BatteryPercent,
            Tampered = Tampered,
            ClockIsOff = ClockSuspect,
            ClockAhead = ClockAheadMs is { } ahead ? TimeSpan.FromMilliseconds(ahead) : null,
            MissingEvents = MissingEvents,
            RefusedMessages = refused,
            IsOwners = role == MemberRole.Owner,
            MayAskPicture = role <= MemberRole.Approver && can.Contains(Device.Protocol.Capabilities.Snapshot),
            MayLocate = role == MemberRole.Owner && can.Contains(Device.Protocol.Capabilities.Position),
        };
    }
}
