using System.Data.Common;
using Dapper;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>Windows of which an owner has to say what was meant, as rows.</summary>
internal static class MovedWindowStore
{
    /// <summary>Approved windows that have not begun, with what was written and what was asked about them so far.</summary>
    public static IReadOnlyList<AgreedWindow> ListAhead(DbConnection connection, DateTimeOffset now) =>
        connection.Query<AgreedWindow>(
            """
            SELECT delivery.id, delivery.window_zone AS zone, delivery.window_written AS written, delivery.window_start AS start,
                   delivery.window_end AS "end", moved_window.starts_at AS asked_start, moved_window.ends_at AS asked_end
            FROM delivery LEFT JOIN moved_window ON moved_window.delivery_id = delivery.id
            WHERE delivery.state = 'approved' AND delivery.window_start > @now AND delivery.window_written IS NOT NULL
            """,
            new { now }).AsList();

    /// <summary>What was written means now; null: nothing is asked.</summary>
    public static DeliveryWindow? Find(DbConnection connection, DeliveryId delivery) =>
        connection.QuerySingleOrDefault<Row>("SELECT starts_at, ends_at FROM moved_window WHERE delivery_id = @delivery", new { delivery }) is { } row
            ? new DeliveryWindow(row.StartsAt, row.EndsAt)
            : null;

    public static void Save(Transaction tx, DeliveryId delivery, DeliveryWindow meant, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO moved_window (delivery_id, starts_at, ends_at, noticed_at) VALUES (@delivery, @Start, @End, @now)
            ON CONFLICT (delivery_id) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, noticed_at = excluded.noticed_at
            """,
            new { delivery, meant.Start, meant.End, now });

    public static void Delete(Transaction tx, DeliveryId delivery) =>
        tx.Connection.Execute("DELETE FROM moved_window WHERE delivery_id = @delivery", new { delivery });

    private sealed class Row
    {
        public DateTimeOffset StartsAt { get; init; }

        public DateTimeOffset EndsAt { get; init; }
    }
}

/// <summary>A window that lies ahead.</summary>
internal sealed class AgreedWindow
{
    public DeliveryId Id { get; init; }

    public string Zone { get; init; } = "";

    public string Written { get; init; } = "";

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    public DateTimeOffset? AskedStart { get; init; }

    public DateTimeOffset? AskedEnd { get; init; }

    public DeliveryWindow Window => new(Start, End);

    /// <summary>What an owner is asked about already.</summary>
    public DeliveryWindow? Asked => AskedStart is { } start && AskedEnd is { } end ? new DeliveryWindow(start, end) : null;
}
