using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Support;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Support;

/// <summary>The statements of the masked level. None of them selects a name, a place, a plate, a contact or a code.</summary>
internal static class SupportStore
{
    private const int LongestStory = 500;

    /// <summary>The one delivery with exactly this tracking number or id; null when there is none, or more than one.</summary>
    public static LookedAt? FindOnly(DbConnection connection, string trackingNumberOrId)
    {
        var found = connection.Query<LookedAt>(
            """
            SELECT delivery.id, delivery.access_point_id AS access_point, access_point.household_id AS household
            FROM delivery JOIN access_point ON access_point.id = delivery.access_point_id
            WHERE delivery.id = @trackingNumberOrId
               OR (delivery.tracking_number = @trackingNumberOrId AND delivery.instead_of IS NULL) -- The same parcel at another place is found by its id.
            LIMIT 2
            """,
            new { trackingNumberOrId }).AsList();
        return found.Count == 1 ? found[0] : null;
    }

    public static void Add(
        Transaction tx, LookId look, AccountId agent, DeliveryId delivery, string caseNumber, string reason, DateTimeOffset now,
        DateTimeOffset endsAt) =>
        tx.Connection.Execute(
            """
            INSERT INTO support_look (id, account_id, delivery_id, case_number, reason, looked_at, ends_at)
            VALUES (@look, @agent, @delivery, @caseNumber, @reason, @now, @endsAt)
            """,
            new { look, agent, delivery, caseNumber, reason, now, endsAt });

    public static MaskedDelivery? Find(DbConnection connection, AccountId agent, LookId look, DateTimeOffset now)
    {
        var row = connection.QuerySingleOrDefault<Row>(
            $"""
            SELECT delivery.id, look.case_number, look.ends_at, delivery.state, access_point.kind, access_point.time_zone,
                   delivery.carrier_id IS NULL AS made_by_hand, delivery.window_start, delivery.window_end, delivery.late,
                   delivery.created_at, opening.id AS opening_id, opening.granted_at, opening.unlocked_at, opening.opened_at,
                   opening.closed_at, opening.secured_at, opening.late AS opening_late,
                   device.profile, device.model, device.firmware, state.last_heard_at, state.battery_percent, state.tampered,
                   state.highest_seq - state.contiguous_seq AS missing_events
            FROM support_look look
            JOIN delivery ON delivery.id = look.delivery_id
            JOIN access_point ON access_point.id = delivery.access_point_id
            LEFT JOIN access_grant ON access_grant.id = {GrantStore.NewestOf("delivery.id")}
            LEFT JOIN opening ON opening.id = access_grant.opening_id
            LEFT JOIN device ON device.access_point_id = access_point.id AND device.state IN ('active', 'quarantined') AND device.state <> 'released'
            LEFT JOIN device_state state ON state.device_id = device.id
            WHERE look.id = @look AND look.account_id = @agent AND look.ends_at > @now
            LIMIT 1
            """,
            new { look, agent, now });
        return row?.ToMasked(Entries(connection, row.Id));
    }

    private static List<MaskedEntry> Entries(DbConnection connection, DeliveryId delivery) =>
        LedgerReader.Read(
                connection, "body.delivery_id = @delivery ORDER BY body.at, body.position LIMIT @LongestStory", new { delivery, LongestStory })
            .Where(EntryMask.IsShown)
            .Select(EntryMask.Apply)
            .ToList();

    private sealed class Row
    {
        public DeliveryId Id { get; init; }

        public string CaseNumber { get; init; } = "";

        public DateTimeOffset EndsAt { get; init; }

        public string State { get; init; } = "";

        public string Kind { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public bool MadeByHand { get; init; }

        public DateTimeOffset? WindowStart { get; init; }

        public DateTimeOffset? WindowEnd { get; init; }

        public bool Late { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public OpeningId? OpeningId { get; init; }

        public DateTimeOffset? GrantedAt { get; init; }

        public DateTimeOffset? UnlockedAt { get; init; }

        public DateTimeOffset? OpenedAt { get; init; }

        public DateTimeOffset? ClosedAt { get; init; }

        public DateTimeOffset? SecuredAt { get; init; }

        public bool OpeningLate { get; init; }

        public string? Profile { get; init; }

        public string? Model { get; init; }

        public string? Firmware { get; init; }

        public DateTimeOffset? LastHeardAt { get; init; }

        public int? BatteryPercent { get; init; }

        public bool Tampered { get; init; }

        public long MissingEvents { get; init; }

        public MaskedDelivery ToMasked(IReadOnlyList<MaskedEntry> entries) => new()
        {
            Id = Id,
            CaseNumber = CaseNumber,
            EndsAt = EndsAt,
            State = Words.Parse<DeliveryState>(State),
            AccessPointKind = Words.Parse<AccessPointKind>(Kind),
            TimeZone = TimeZone,
            MadeByHand = MadeByHand,
            Window = this is { WindowStart: { } start, WindowEnd: { } end } ? new DeliveryWindow(start, end) : null,
            Late = Late,
            CreatedAt = CreatedAt,
            Opening = ToOpening(),
            Device = this is { Profile: { } profile, Model: { } model, Firmware: { } firmware }
                ? new MaskedDevice(profile, model, firmware, LastHeardAt, BatteryPercent, Tampered, MissingEvents)
                : null,
            Entries = entries,
        };

        private OpeningView? ToOpening() =>
            this is { OpeningId: { } id, GrantedAt: { } grantedAt }
                ? new OpeningView
                {
                    Id = id,
                    GrantedAt = grantedAt,
                    UnlockedAt = UnlockedAt,
                    OpenedAt = OpenedAt,
                    ClosedAt = ClosedAt,
                    SecuredAt = SecuredAt,
                    Late = OpeningLate,
                }
                : null;
    }
}

/// <summary>What a look is at.</summary>
internal sealed class LookedAt
{
    public DeliveryId Id { get; init; }

    public AccessPointId AccessPoint { get; init; }

    public HouseholdId Household { get; init; }
}
