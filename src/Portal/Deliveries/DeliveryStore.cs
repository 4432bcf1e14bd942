using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>Deliveries as the rules see them: by id, of a carrier, of a member.</summary>
internal static class DeliveryStore
{
    private const string Columns =
        """
        delivery.id, access_point.household_id, delivery.access_point_id, access_point.time_zone, delivery.carrier_id, delivery.made_by,
        delivery.state, delivery.tracking_number, delivery.parcel_description, delivery.parcel_weight_grams, delivery.parcel_length_mm,
        delivery.parcel_width_mm, delivery.parcel_height_mm, delivery.parcel_photo_url, delivery.window_start, delivery.window_end,
        delivery.driver_id, delivery.reason, delivery.late, delivery.answered_by, delivery.answered_at, delivery.rule_id,
        delivery.proposed_by, delivery.diverted_at, delivery.instead_of, delivery.created_at, delivery.updated_at, delivery.version
        """;

    private const string Tables = "delivery JOIN access_point ON access_point.id = delivery.access_point_id";

    /// <summary>Keeps the window in the words of whoever wrote it, beside what it means (S18).</summary>
    public static void KeepWritten(Transaction tx, DeliveryId delivery, WrittenWindow written) =>
        tx.Connection.Execute(
            "UPDATE delivery SET window_written = @written WHERE id = @delivery", new { delivery, written = written.ToString() });

    public static void Insert(Transaction tx, Delivery delivery)
    {
        tx.Connection.Execute(
            """
            INSERT INTO delivery (id, access_point_id, carrier_id, made_by, state, tracking_number, parcel_description, parcel_weight_grams,
                                  parcel_length_mm, parcel_width_mm, parcel_height_mm, parcel_photo_url, proposed_by, window_start,
                                  window_end, window_zone, driver_id, late, answered_by, answered_at, instead_of, created_at,
                                  updated_at, version)
            VALUES (@Id, @AccessPoint, @Carrier, @MadeBy, @state, @TrackingNumber, @Description, @WeightGrams,
                    @Length, @Width, @Height, @photoUrl, @proposedBy, @windowStart,
                    @windowEnd, @windowZone, @Driver, 0, @answeredBy, @answeredAt, @InsteadOf, @CreatedAt, @UpdatedAt, @Version)
            """,
            new
            {
                delivery.Id,
                delivery.AccessPoint,
                delivery.Carrier,
                delivery.MadeBy,
                state = Words.Of(delivery.State),
                delivery.TrackingNumber,
                delivery.Parcel.Description,
                delivery.Parcel.WeightGrams,
                delivery.Parcel.Size?.Length,
                delivery.Parcel.Size?.Width,
                delivery.Parcel.Size?.Height,
                photoUrl = delivery.Parcel.PhotoUrl?.AbsoluteUri,
                proposedBy = Words.Of(delivery.ProposedBy),
                windowStart = delivery.Window?.Start,
                windowEnd = delivery.Window?.End,
                windowZone = delivery.Window is null ? null : delivery.TimeZone,
                delivery.Driver,
                answeredBy = delivery.Answer?.By,
                answeredAt = delivery.Answer?.At,
                delivery.InsteadOf,
                delivery.CreatedAt,
                delivery.UpdatedAt,
                delivery.Version,
            });
        InsertProposed(tx, delivery);
    }

    /// <summary>Other windows are proposed now; the step that proposes them is saved beside.</summary>
    public static void ReplaceProposed(Transaction tx, Delivery delivery)
    {
        tx.Connection.Execute("DELETE FROM delivery_window WHERE delivery_id = @Id", new { delivery.Id });
        InsertProposed(tx, delivery);
    }

    private static void InsertProposed(Transaction tx, Delivery delivery)
    {
        for (var place = 0; place < delivery.Proposed.Count; place++)
        {
            tx.Connection.Execute(
                "INSERT INTO delivery_window (delivery_id, place, starts_at, ends_at) VALUES (@Id, @place, @Start, @End)",
                new { delivery.Id, place, delivery.Proposed[place].Start, delivery.Proposed[place].End });
        }
    }

    /// <summary>Keeps a step, unless somebody moved the delivery since it was read: then false, and nothing is written.</summary>
    public static bool Save(Transaction tx, Delivery delivery, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            UPDATE delivery SET state = @state, proposed_by = @proposedBy, rule_id = @Rule, window_start = @windowStart, window_end = @windowEnd, window_zone = @windowZone,
                                driver_id = @Driver, reason = @Reason, late = @Late, diverted_at = @DivertedAt, answered_by = @answeredBy, answered_at = @answeredAt,
                                updated_at = @now, version = version + 1
            WHERE id = @Id AND version = @Version
            """,
            new
            {
                delivery.Id,
                state = Words.Of(delivery.State),
                proposedBy = Words.Of(delivery.ProposedBy),
                delivery.Rule,
                windowStart = delivery.Window?.Start,
                windowEnd = delivery.Window?.End,
                windowZone = delivery.Window is null ? null : delivery.TimeZone,
                delivery.Driver,
                delivery.Reason,
                delivery.Late,
                delivery.DivertedAt,
                answeredBy = delivery.Answer?.By,
                answeredAt = delivery.Answer?.At,
                now,
                delivery.Version,
            }) == 1;

    public static Delivery? Find(DbConnection connection, DeliveryId id) =>
        One(connection, $"SELECT {Columns} FROM {Tables} WHERE delivery.id = @id", new { id });

    /// <summary>A carrier's own delivery; another's is not there.</summary>
    public static Delivery? FindOf(DbConnection connection, CarrierId carrier, DeliveryId id) =>
        One(connection, $"SELECT {Columns} FROM {Tables} WHERE delivery.id = @id AND delivery.carrier_id = @carrier", new { id, carrier });

    /// <summary>A delivery of one of the member's households, with the member's role there (S28); null when it is none of theirs.</summary>
    public static (Delivery Delivery, MemberRole Role)? FindOf(DbConnection connection, AccountId? account, DeliveryId id)
    {
        var sql = $"SELECT {Columns}, member.role FROM {Tables} {Membership.Of("access_point")} WHERE delivery.id = @id";
        return connection.QuerySingleOrDefault<Row>(sql, new { id, account }) is { Role: { } role } row
            ? (row.ToDelivery(Windows(connection, [row.Id])), Words.Parse<MemberRole>(role))
            : null;
    }

    /// <summary>A carrier's deliveries from new to old.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="carrier">Whose.</param>
    /// <param name="state">Only those in this state.</param>
    /// <param name="before">Only those made before this one.</param>
    /// <param name="limit">How many.</param>
    public static IReadOnlyList<Delivery> List(
        DbConnection connection, CarrierId carrier, DeliveryState? state, DeliveryId? before, int limit)
    {
        var rows = connection.Query<Row>(
            $"""
            SELECT {Columns} FROM {Tables}
            WHERE delivery.carrier_id = @carrier AND (@state IS NULL OR delivery.state = @state) AND (@before IS NULL OR delivery.id < @before)
            ORDER BY delivery.id DESC LIMIT @limit
            """,
            new { carrier, state = state is { } one ? Words.Of(one) : null, before, limit }).ToList();
        var windows = Windows(connection, rows.Select(row => row.Id));
        return rows.ConvertAll(row => row.ToDelivery(windows));
    }

    /// <summary>The proposed windows of several deliveries, each in the order in which they were proposed.</summary>
    public static ILookup<DeliveryId, DeliveryWindow> Windows(DbConnection connection, IEnumerable<DeliveryId> deliveries) =>
        connection.Query<(DeliveryId Delivery, DateTimeOffset Start, DateTimeOffset End)>(
                "SELECT delivery_id, starts_at, ends_at FROM delivery_window WHERE delivery_id IN @ids ORDER BY delivery_id, place",
                new { ids = deliveries.Select(id => id.Value) })
            .ToLookup(row => row.Delivery, row => new DeliveryWindow(row.Start, row.End));

    private static Delivery? One(DbConnection connection, string sql, object parameters) =>
        connection.QuerySingleOrDefault<Row>(sql, parameters) is { } row ? row.ToDelivery(Windows(connection, [row.Id])) : null;

    private sealed class Row
    {
        public DeliveryId Id { get; init; }

        public HouseholdId HouseholdId { get; init; }

        public Client.Access.AccessPointId AccessPointId { get; init; }

        public string TimeZone { get; init; } = "";

        public CarrierId? CarrierId { get; init; }

        public AccountId? MadeBy { get; init; }

        public string State { get; init; } = "";

        public string TrackingNumber { get; init; } = "";

        public string? ParcelDescription { get; init; }

        public int? ParcelWeightGrams { get; init; }

        public int? ParcelLengthMm { get; init; }

        public int? ParcelWidthMm { get; init; }

        public int? ParcelHeightMm { get; init; }

        public string? ParcelPhotoUrl { get; init; }

        public DateTimeOffset? WindowStart { get; init; }

        public DateTimeOffset? WindowEnd { get; init; }

        public DriverId? DriverId { get; init; }

        public string? Reason { get; init; }

        public bool Late { get; init; }

        public AccountId? AnsweredBy { get; init; }

        public DateTimeOffset? AnsweredAt { get; init; }

        public StandingRuleId? RuleId { get; init; }

        public DateTimeOffset? DivertedAt { get; init; }

        public DeliveryId? InsteadOf { get; init; }

        public string ProposedBy { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset UpdatedAt { get; init; }

        public int Version { get; init; }

        /// <summary>The member's, where one asks.</summary>
        public string? Role { get; init; }

        public Delivery ToDelivery(ILookup<DeliveryId, DeliveryWindow> windows) => new()
        {
            Id = Id,
            Household = HouseholdId,
            AccessPoint = AccessPointId,
            TimeZone = TimeZone,
            Carrier = CarrierId,
            MadeBy = MadeBy,
            State = Words.Parse<DeliveryState>(State),
            TrackingNumber = TrackingNumber,
            Parcel = ToParcel(),
            Proposed = windows[Id].ToList(),
            ProposedBy = Words.Parse<Proposer>(ProposedBy),
            Window = WindowStart is { } start && WindowEnd is { } end ? new DeliveryWindow(start, end) : null,
            Driver = DriverId,
            Reason = Reason,
            Late = Late,
            Answer = AnsweredBy is { } by && AnsweredAt is { } at ? new DeliveryAnswer(by, at) : null,
            Rule = RuleId,
            DivertedAt = DivertedAt,
            InsteadOf = InsteadOf,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            Version = Version,
        };

        private Parcel ToParcel() => new()
        {
            Description = ParcelDescription,
            WeightGrams = ParcelWeightGrams,
            Size = ParcelLengthMm is { } length && ParcelWidthMm is { } width && ParcelHeightMm is { } height
                ? new ParcelSize(length, width, height)
                : null,
            PhotoUrl = ParcelPhotoUrl is { } photo ? new Uri(photo) : null,
        };
    }
}
