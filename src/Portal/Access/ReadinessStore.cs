using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about rehearsals of windows.</summary>
internal static class ReadinessStore
{
    /// <summary>A window that may still be used; null for one that is over, spent or taken back.</summary>
    public static RehearsedWindow? FindWindow(DbConnection connection, string grant, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<RehearsedWindow>(
            """
            SELECT access_grant.access_point_id, access_grant.delivery_id, access_grant.not_before, access_point.household_id,
                   access_point.checklist, coalesce(readiness.faults, '') AS faults
            FROM access_grant
            JOIN access_point ON access_point.id = access_grant.access_point_id
            LEFT JOIN readiness ON readiness.grant_id = access_grant.id
            WHERE access_grant.id = @grant AND access_grant.state = 'ready' AND access_grant.not_after > @now
            """,
            new { grant, now });

    public static DeviceReadiness? FindDevice(DbConnection connection, AccessPointId accessPoint, string grant, bool isNear)
    {
        if (DeviceStore.FindOpener(connection, accessPoint) is not { } device || DeviceStore.Find(connection, device) is not { } context)
            return null;
        var (runsOnBattery, contactProven) = connection.QuerySingle<(bool, bool)>(
            $"""
            SELECT EXISTS (SELECT 1 FROM json_each(device.capabilities) capability WHERE capability.value = 'battery'),
                   {ContactStore.IsProven}
            FROM device WHERE device.id = @device
            """,
            new { device });
        return new DeviceReadiness
        {
            IsHeard = !context.Silent,
            RunsOnBattery = runsOnBattery,
            BatteryPercent = context.BatteryPercent,
            ClockSuspect = context.ClockSuspect,
            ContactProven = contactProven,
            HoldsCodes = !isNear || OfflineStore.HoldsWhatItNeeds(connection, device, grant),
        };
    }

    public static void Keep(Transaction tx, string grant, IEnumerable<ReadinessFault> faults, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO readiness (grant_id, checked_at, faults) VALUES (@grant, @now, @words)
            ON CONFLICT (grant_id) DO UPDATE SET checked_at = excluded.checked_at, faults = excluded.faults
            """,
            new { grant, now, words = Text(faults) });

    /// <summary>Windows that failed and that nobody has decided about, as a member reaches them; the soonest first.</summary>
    public static IReadOnlyList<ReadinessView> List(DbConnection connection, AccountId? account, DateTimeOffset now) =>
        connection.Query<Row>(
                $"""
                SELECT access_grant.delivery_id, access_point.id AS access_point_id, access_point.name, access_point.time_zone,
                       access_grant.not_before, access_point.checklist, readiness.faults, readiness.accepted, member.role
                FROM readiness
                JOIN access_grant ON access_grant.id = readiness.grant_id AND access_grant.state = 'ready' AND access_grant.not_after > @now
                JOIN access_point ON access_point.id = access_grant.access_point_id
                {Membership.Of("access_point")}
                WHERE readiness.faults <> ''
                ORDER BY access_grant.not_before
                """,
                new { account, now })
            .Where(row => Parse(row.Faults).Except(Parse(row.Accepted)).Any())
            .Select(row => row.ToView())
            .ToList();

    /// <summary>Whose window it is and what the member may do there; null for a stranger's, and where no window is left.</summary>
    public static ReadinessPlace? FindPlace(DbConnection connection, AccountId? account, DeliveryId delivery, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<ReadinessPlace>(
            $"""
            SELECT access_grant.id AS grant_id, access_point.household_id, access_point.id AS access_point_id, member.role,
                   coalesce(readiness.faults, '') AS faults, coalesce(readiness.accepted, '') AS accepted
            FROM access_grant
            JOIN access_point ON access_point.id = access_grant.access_point_id
            {Membership.Of("access_point")}
            LEFT JOIN readiness ON readiness.grant_id = access_grant.id
            WHERE access_grant.delivery_id = @delivery AND access_grant.state = 'ready' AND access_grant.not_after > @now
            """,
            new { account, delivery, now });

    public static void Accept(Transaction tx, ReadinessPlace place, AccountId by, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE readiness SET accepted = faults, accepted_by = @by, accepted_at = @now WHERE grant_id = @GrantId",
            new { place.GrantId, by, now });

    public static IReadOnlyList<ReadinessFault> Parse(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Words.Parse<ReadinessFault>)];

    public static string Text(IEnumerable<ReadinessFault> faults) => string.Join(' ', faults.Select(fault => Words.Of(fault)));

    private sealed class Row
    {
        public DeliveryId DeliveryId { get; init; }

        public AccessPointId AccessPointId { get; init; }

        public string Name { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public DateTimeOffset NotBefore { get; init; }

        public string Checklist { get; init; } = "";

        public string Faults { get; init; } = "";

        public string Accepted { get; init; } = "";

        public string Role { get; init; } = "";

        public ReadinessView ToView() => new()
        {
            DeliveryId = DeliveryId,
            AccessPointId = AccessPointId,
            AccessPointName = Name,
            TimeZone = TimeZone,
            Role = Words.Parse<MemberRole>(Role),
            WindowStart = NotBefore,
            Faults = Parse(Faults),
            Checklist = Checklist.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
    }
}

/// <summary>A window on its way to be rehearsed.</summary>
internal sealed class RehearsedWindow
{
    public AccessPointId AccessPointId { get; init; }

    public HouseholdId HouseholdId { get; init; }

    public DeliveryId DeliveryId { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    public string Checklist { get; init; } = "";

    /// <summary>What failed the last time.</summary>
    public string Faults { get; init; } = "";
}

/// <summary>A window that a member decides about.</summary>
internal sealed class ReadinessPlace
{
    public string GrantId { get; init; } = "";

    public HouseholdId HouseholdId { get; init; }

    public AccessPointId AccessPointId { get; init; }

    public string Role { get; init; } = "";

    public string Faults { get; init; } = "";

    public string Accepted { get; init; } = "";
}
