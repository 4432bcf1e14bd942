using System.Data.Common;
using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Deliveries;

/// <summary>Deliveries as members see them; each query reads the memberships of who asks (S28).</summary>
internal static class DeliveryViews
{
    private const int LongestStory = 500;
    private const int MostWithin = 500;

    private static readonly string Select =
        $"""
        SELECT delivery.id, delivery.state, delivery.access_point_id, access_point.name AS access_point_name,
               access_point.kind AS access_point_kind, access_point.time_zone, carrier.name AS carrier_name, carrier.phone AS carrier_phone, delivery.tracking_number,
               member.role, carrier.standing = 'verified' AS is_carrier_verified,
               EXISTS (SELECT 1 FROM carrier_block block WHERE block.household_id = access_point.household_id AND block.carrier_id = delivery.carrier_id
                                                           AND block.access_point_id IN ('', access_point.id)) AS is_carrier_blocked,
               access_point.paused_at IS NOT NULL OR EXISTS (
                   SELECT 1 FROM household_pause WHERE household_pause.household_id = access_point.household_id) AS is_paused,
               delivery.parcel_description, driver.name AS driver_name, delivery.proposed_by, delivery.window_start, delivery.window_end,
               access_grant.place_waived, access_grant.state = 'ready' AND member.role = 'owner' AS may_waive_place,
               delivery.reason, delivery.late, delivery.rule_id, instead_place.name AS instead_of, answerer.name AS answered_by,
               delivery.answered_at, delivery.created_at, delivery.updated_at,
               moved_window.starts_at AS written_start, moved_window.ends_at AS written_end,
               {CloudStandings.OpenersCloud} AS maker,
               access_point.offline_mode, access_grant.pin_counter IS NOT NULL AS has_pin,
               (SELECT max(reach.until) FROM {OfflineStore.Reach} reach WHERE reach.grant_id = access_grant.id AND NOT reach.is_old) AS code_until,
               (SELECT max(reach.until) FROM {OfflineStore.Reach} reach WHERE reach.grant_id = access_grant.id AND reach.is_old) AS old_code_until,
               opening.id AS opening_id, opening.granted_at, opening.unlocked_at, opening.opened_at, opening.closed_at, opening.secured_at,
               opening.late AS opening_late, left_open.due_at AS left_open_at
        FROM delivery
        JOIN access_point ON access_point.id = delivery.access_point_id
        {Membership.Of("access_point")}
        LEFT JOIN carrier ON carrier.id = delivery.carrier_id
        LEFT JOIN driver ON driver.id = delivery.driver_id
        LEFT JOIN delivery instead ON instead.id = delivery.instead_of
        LEFT JOIN access_point instead_place ON instead_place.id = instead.access_point_id
        LEFT JOIN account answerer ON answerer.id = delivery.answered_by
        LEFT JOIN access_grant ON access_grant.id = {GrantStore.NewestOf("delivery.id")}
        LEFT JOIN opening ON opening.id = access_grant.opening_id
        LEFT JOIN moved_window ON moved_window.delivery_id = delivery.id AND delivery.state = 'approved'
        LEFT JOIN timer left_open ON left_open.kind = 'left_open' AND left_open.subject = opening.id

        """;

    /// <summary>Open, asked or coming, soonest first.</summary>
    public static IReadOnlyList<DeliveryView> Current(DbConnection connection, AccountId? account) =>
        Views(
            connection,
            Select + $"""
                WHERE delivery.state IN ({UnendedDelivery.States})
                ORDER BY COALESCE(delivery.window_start, (SELECT min(starts_at) FROM delivery_window WHERE delivery_id = delivery.id)), delivery.id
                """,
            new { account });

    /// <summary>With a window in this span, agreed or still asked for, the earliest first.</summary>
    public static IReadOnlyList<DeliveryView> Within(DbConnection connection, AccountId? account, DeliveryWindow span) =>
        Views(
            connection,
            Select + """
                WHERE (delivery.state IN ('approved', 'in_progress', 'completed', 'missed', 'incident', 'resolved')
                       AND delivery.window_start < @End AND delivery.window_end > @Start)
                   OR (delivery.state = 'requested' AND EXISTS (
                       SELECT 1 FROM delivery_window proposed
                       WHERE proposed.delivery_id = delivery.id AND proposed.starts_at < @End AND proposed.ends_at > @Start))
                ORDER BY delivery.window_start, delivery.id LIMIT @MostWithin
                """,
            new { account, span.Start, span.End, MostWithin });

    /// <summary>What was found, newest first.</summary>
    public static IReadOnlyList<DeliveryView> Listed(DbConnection connection, AccountId? account, DeliveryQuery query) =>
        Views(
            connection,
            Select + "WHERE delivery.id IN (SELECT value FROM json_each(@ids)) ORDER BY delivery.id DESC",
            new { account, ids = JsonSerializer.Serialize(query.Find(connection)) });

    /// <summary>One delivery and its entries from old to new; null when it is not of a household of the account.</summary>
    public static DeliveryStory? Story(DbConnection connection, AccountId? account, DeliveryId id)
    {
        var view = Views(connection, Select + "WHERE delivery.id = @id", new { account, id }).SingleOrDefault();
        return view is null ? null : new DeliveryStory(view, EntryViews.Of(connection, Entries(connection, id)));
    }

    private static IReadOnlyList<LedgerEntry> Entries(DbConnection connection, DeliveryId id) =>
        LedgerReader.Read(connection, "body.delivery_id = @id ORDER BY body.at, body.position LIMIT @LongestStory", new { id, LongestStory });

    private static List<DeliveryView> Views(DbConnection connection, string sql, object parameters)
    {
        var rows = connection.Query<Row>(sql, parameters).AsList();
        var windows = DeliveryStore.Windows(connection, rows.Select(row => row.Id));
        var rules = StandingRuleStore.Views(connection, rows.Select(row => row.RuleId).OfType<StandingRuleId>().Distinct());
        return rows.ConvertAll(row => row.ToView(windows[row.Id].ToList(), row.RuleId is { } rule ? rules[rule] : null));
    }

    private sealed class Row
    {
        public DeliveryId Id { get; init; }

        public string State { get; init; } = "";

        public string Role { get; init; } = "";

        public AccessPointId AccessPointId { get; init; }

        public string AccessPointName { get; init; } = "";

        public string AccessPointKind { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public string? CarrierName { get; init; }

        public bool? IsCarrierVerified { get; init; }

        public bool IsCarrierBlocked { get; init; }

        public bool IsPaused { get; init; }

        public string? CarrierPhone { get; init; }

        public string TrackingNumber { get; init; } = "";

        public string? ParcelDescription { get; init; }

        public string? DriverName { get; init; }

        public string ProposedBy { get; init; } = "";

        public DateTimeOffset? WindowStart { get; init; }

        public DateTimeOffset? WindowEnd { get; init; }

        public DateTimeOffset? WrittenStart { get; init; }

        public DateTimeOffset? WrittenEnd { get; init; }

        public bool? PlaceWaived { get; init; }

        public bool? MayWaivePlace { get; init; }

        public string? Reason { get; init; }

        public bool Late { get; init; }

        public StandingRuleId? RuleId { get; init; }

        public string? InsteadOf { get; init; }

        public string? AnsweredBy { get; init; }

        public DateTimeOffset? AnsweredAt { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset UpdatedAt { get; init; }

        public string? Maker { get; init; }

        public string OfflineMode { get; init; } = "";

        public bool HasPin { get; init; }

        public DateTimeOffset? CodeUntil { get; init; }

        public DateTimeOffset? OldCodeUntil { get; init; }

        public OpeningId? OpeningId { get; init; }

        public DateTimeOffset? GrantedAt { get; init; }

        public DateTimeOffset? UnlockedAt { get; init; }

        public DateTimeOffset? OpenedAt { get; init; }

        public DateTimeOffset? ClosedAt { get; init; }

        public DateTimeOffset? SecuredAt { get; init; }

        public bool? OpeningLate { get; init; }

        public DateTimeOffset? LeftOpenAt { get; init; }

        public DeliveryView ToView(IReadOnlyList<DeliveryWindow> proposed, StandingRuleView? rule) => new()
        {
            Id = Id,
            State = Words.Parse<DeliveryState>(State),
            Role = Words.Parse<MemberRole>(Role),
            AccessPointId = AccessPointId,
            AccessPointName = AccessPointName,
            AccessPointKind = Words.Parse<AccessPointKind>(AccessPointKind),
            TimeZone = TimeZone,
            CarrierName = CarrierName,
            IsCarrierVerified = IsCarrierVerified == true,
            IsCarrierBlocked = IsCarrierBlocked,
            IsPaused = IsPaused,
            CarrierPhone = CarrierPhone,
            TrackingNumber = TrackingNumber,
            ParcelDescription = ParcelDescription,
            DriverName = DriverName,
            ProposedWindows = proposed,
            ProposedByOwner = ProposedBy == "owner",
            Window = WindowStart is { } start && WindowEnd is { } end ? new DeliveryWindow(start, end) : null,
            Written = WrittenStart is { } writtenStart && WrittenEnd is { } writtenEnd ? new DeliveryWindow(writtenStart, writtenEnd) : null,
            PlaceWaived = PlaceWaived == true,
            MayWaivePlace = MayWaivePlace == true && PlaceWaived != true,
            Reason = Reason,
            Late = Late,
            Rule = rule,
            InsteadOf = InsteadOf,
            AnsweredBy = AnsweredBy,
            AnsweredAt = AnsweredAt,
            Opening = ToOpening(),
            Maker = Maker is { } maker ? Words.Parse<CloudMaker>(maker) : null,
            OfflineMode = Words.Parse<OfflineMode>(OfflineMode),
            HasPin = HasPin,
            CodeUntil = CodeUntil,
            OldCodeUntil = OldCodeUntil,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };

        private OpeningView? ToOpening() => OpeningId is { } id && GrantedAt is { } grantedAt
            ? new OpeningView
            {
                Id = id,
                GrantedAt = grantedAt,
                UnlockedAt = UnlockedAt,
                OpenedAt = OpenedAt,
                ClosedAt = ClosedAt,
                SecuredAt = SecuredAt,
                Late = OpeningLate == true,
                LeftOpenAt = LeftOpenAt,
            }
            : null;
    }
}
