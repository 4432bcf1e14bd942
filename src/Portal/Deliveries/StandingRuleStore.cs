using System.Data.Common;
using System.Globalization;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>The statements about standing rules.</summary>
internal static class StandingRuleStore
{
    private const string DayForm = "yyyy-MM-dd";

    private const string Columns =
        """
        standing_rule.id, standing_rule.access_point_id, standing_rule.carrier_id, standing_rule.weekdays, standing_rule.from_minute,
        standing_rule.to_minute, standing_rule.time_zone, standing_rule.last_day, standing_rule.off_since
        """;

    public static void Insert(Transaction tx, StandingRule rule, AccountId by, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO standing_rule (id, access_point_id, carrier_id, weekdays, from_minute, to_minute, time_zone, last_day, made_by, made_at)
            VALUES (@Id, @AccessPoint, @Carrier, @days, @from, @to, @TimeZone, @lastDay, @by, @now)
            """,
            new
            {
                rule.Id,
                rule.AccessPoint,
                rule.Carrier,
                days = (int)rule.Days,
                from = MinuteOf(rule.From),
                to = MinuteOf(rule.To),
                rule.TimeZone,
                lastDay = rule.LastDay?.ToString(DayForm, CultureInfo.InvariantCulture),
                by,
                now,
            });

    /// <summary>False: it was switched so already.</summary>
    public static bool Switch(Transaction tx, StandingRuleId rule, bool on, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE standing_rule SET off_since = @offSince WHERE id = @rule AND (off_since IS NULL) <> @on",
            new { rule, on, offSince = on ? null : (DateTimeOffset?)now }) == 1;

    /// <summary>A rule of one of the member's households, with that household and the member's role there (S28).</summary>
    public static (StandingRule Rule, HouseholdId Household, MemberRole Role)? FindOf(DbConnection connection, AccountId account, StandingRuleId rule) =>
        connection.QuerySingleOrDefault<Row>(
            $"""
            SELECT {Columns}, access_point.household_id, member.role
            FROM standing_rule JOIN access_point ON access_point.id = standing_rule.access_point_id {Membership.Of("access_point")}
            WHERE standing_rule.id = @rule AND {AccessPointStore.Stands}
            """,
            new { rule, account }) is { HouseholdId: { } household, Role: { } role } row
            ? (row.ToRule(), household, Words.Parse<MemberRole>(role))
            : null;

    /// <summary>The rules for what a carrier asks here that are not switched off, the oldest first.</summary>
    public static IReadOnlyList<StandingRule> SwitchedOn(DbConnection connection, AccessPointId accessPoint, CarrierId carrier) =>
        connection.Query<Row>(
                $"""
                SELECT {Columns} FROM standing_rule
                WHERE access_point_id = @accessPoint AND carrier_id = @carrier AND off_since IS NULL ORDER BY id
                """,
                new { accessPoint, carrier })
            .Select(row => row.ToRule())
            .ToList();

    /// <summary>All rules of an access point, those that are switched on first.</summary>
    public static IReadOnlyList<StandingRuleView> At(DbConnection connection, AccessPointId accessPoint) =>
        Views(connection, "standing_rule.access_point_id = @accessPoint ORDER BY standing_rule.off_since IS NOT NULL, standing_rule.id", new { accessPoint });

    public static IReadOnlyDictionary<StandingRuleId, StandingRuleView> Views(DbConnection connection, IEnumerable<StandingRuleId> rules) =>
        Views(connection, "standing_rule.id IN @ids", new { ids = rules.Select(rule => rule.Value) }).ToDictionary(rule => rule.Id);

    private static List<StandingRuleView> Views(DbConnection connection, string which, object parameters) =>
        connection.Query<Row>(
                $"SELECT {Columns}, carrier.name AS carrier_name FROM standing_rule JOIN carrier ON carrier.id = standing_rule.carrier_id WHERE {which}",
                parameters)
            .Select(row => row.ToView())
            .ToList();

    private static int MinuteOf(TimeOnly time) => (time.Hour * 60) + time.Minute;

    private sealed class Row
    {
        public StandingRuleId Id { get; init; }

        public AccessPointId AccessPointId { get; init; }

        public CarrierId CarrierId { get; init; }

        public int Weekdays { get; init; }

        public int FromMinute { get; init; }

        public int ToMinute { get; init; }

        public string TimeZone { get; init; } = "";

        public string? LastDay { get; init; }

        public DateTimeOffset? OffSince { get; init; }

        /// <summary>Where one asks.</summary>
        public string CarrierName { get; init; } = "";

        public HouseholdId? HouseholdId { get; init; }

        public string? Role { get; init; }

        public StandingRule ToRule() => new()
        {
            Id = Id,
            AccessPoint = AccessPointId,
            Carrier = CarrierId,
            Days = (Weekdays)Weekdays,
            From = TimeOf(FromMinute),
            To = TimeOf(ToMinute),
            TimeZone = TimeZone,
            LastDay = Day,
            OffSince = OffSince,
        };

        public StandingRuleView ToView() => new()
        {
            Id = Id,
            AccessPointId = AccessPointId,
            CarrierId = CarrierId,
            CarrierName = CarrierName,
            Days = (Weekdays)Weekdays,
            From = TimeOf(FromMinute),
            To = TimeOf(ToMinute),
            TimeZone = TimeZone,
            LastDay = Day,
            OffSince = OffSince,
        };

        private DateOnly? Day => LastDay is { } day ? DateOnly.ParseExact(day, DayForm, CultureInfo.InvariantCulture) : null;

        private static TimeOnly TimeOf(int minute) => TimeOnly.MinValue.AddMinutes(minute);
    }
}
