using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>Reads entries in the order of the ledger.</summary>
internal sealed class LedgerReader(Database database)
{
    private const string Columns =
        """
        body.position, body.id, body.kind, body.at, head.received_at, body.late, body.household_id, body.access_point_id,
        body.delivery_id, body.device_id, body.actor_kind, body.actor_id, body.body
        """;

    /// <summary>Up to <paramref name="limit"/> entries after <paramref name="position"/>, of all households; erased ones are passed over.</summary>
    public Task<IReadOnlyList<LedgerEntry>> AfterAsync(long position, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => Read(connection, "body.position > @position ORDER BY body.position LIMIT @limit", new { position, limit }),
            cancellationToken);

    /// <summary>The position of the newest entry; -1 while the ledger is empty.</summary>
    public Task<long> NewestAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => new LedgerTree(connection).Size() - 1, cancellationToken);

    /// <summary>Entries that fit a condition over <c>body</c> and <c>head</c>; for the stores of other folders, with constant text.</summary>
    public static IReadOnlyList<LedgerEntry> Read(DbConnection connection, string where, object parameters) =>
        connection.Query<Row>(
                $"SELECT {Columns} FROM ledger_body body JOIN ledger_head head ON head.position = body.position WHERE {where}",
                parameters)
            .Select(row => row.ToEntry())
            .ToList();

    /// <summary>
    /// About where the entries begin that were received then or later, found by looking at a few heads at any size. Exact as long as the clock was never set
    /// back: who must be sure compares the time of receipt as well.
    /// </summary>
    public static long FirstSince(DbConnection connection, DateTimeOffset at)
    {
        var (low, high) = (0L, new LedgerTree(connection).Size());
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (connection.QuerySingle<DateTimeOffset>("SELECT received_at FROM ledger_head WHERE position = @middle", new { middle }) < at)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private sealed class Row
    {
        public long Position { get; init; }

        public EventId Id { get; init; }

        public string Kind { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public DateTimeOffset ReceivedAt { get; init; }

        public bool Late { get; init; }

        public HouseholdId? HouseholdId { get; init; }

        public AccessPointId? AccessPointId { get; init; }

        public DeliveryId? DeliveryId { get; init; }

        public DeviceId? DeviceId { get; init; }

        public string ActorKind { get; init; } = "";

        public string? ActorId { get; init; }

        public byte[] Body { get; init; } = [];

        public LedgerEntry ToEntry()
        {
            var (data, claimedAt) = EntryBody.Read(Body);
            return new LedgerEntry
            {
                Position = Position,
                Id = Id,
                Kind = Kind,
                At = At,
                ReceivedAt = ReceivedAt,
                Late = Late,
                ClaimedAt = claimedAt,
                HouseholdId = HouseholdId,
                AccessPointId = AccessPointId,
                DeliveryId = DeliveryId,
                DeviceId = DeviceId,
                Actor = new Actor(Words.Parse<ActorKind>(ActorKind), ActorId),
                Data = data,
            };
        }
    }
}
