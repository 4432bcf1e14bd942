using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about the numbers that a device has used and what it said under them.</summary>
internal static class DeviceEventStore
{
    /// <summary>What is known of a number.</summary>
    public enum Known
    {
        New,

        /// <summary>The same bytes: acknowledged again, stored once.</summary>
        Same,

        /// <summary>Other bytes (S21).</summary>
        Other,
    }

    public static byte[] Digest(DeviceEvent said) => SHA256.HashData(said.CanonicalBytes);

    public static Known Find(Transaction tx, DeviceId device, DeviceEvent said, byte[] digest) =>
        tx.Prepared(
            "SELECT digest FROM device_event WHERE device_id = @0 AND epoch = @1 AND seq = @2", device.Value, said.Epoch, said.Seq)
            .ExecuteScalar() switch
        {
            null => Known.New,
            byte[] stored when stored.AsSpan().SequenceEqual(digest) => Known.Same,
            _ => Known.Other,
        };

    /// <param name="tx">The transaction of the batch.</param>
    /// <param name="device">Whose number it is.</param>
    /// <param name="said">The event.</param>
    /// <param name="digest">SHA-256 of its canonical bytes.</param>
    /// <param name="at">When it happened, as it is shown.</param>
    /// <param name="late">It arrived after the fact.</param>
    /// <param name="clockSuspect">The device's own claim lay too far ahead (S20).</param>
    public static void Add(
        Transaction tx, DeviceId device, DeviceEvent said, byte[] digest, DateTimeOffset at, bool late, bool clockSuspect)
    {
        var bearsState = EventKinds.BearsState(said.Kind);
        tx.Prepared(
            """
            INSERT INTO device_event (device_id, epoch, seq, digest, kind, at, late, command_id, source, clock_suspect)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9)
            """,
            device.Value,
            said.Epoch,
            said.Seq,
            digest,
            bearsState ? said.Kind : null,
            bearsState ? at.ToUnixTimeMilliseconds() : null,
            bearsState ? late : null,
            bearsState ? said.CommandId : null,
            bearsState ? said.Source : null,
            clockSuspect ? true : null).ExecuteNonQuery();
    }

    /// <summary>
    /// Notes a number that the device has given up, unless it has arrived: it is no gap any more. Should it come after all, that is another
    /// content under the same number.
    /// </summary>
    public static void NoteDropped(Transaction tx, DeviceId device, DeviceEvent said, long dropped, byte[] digest) =>
        tx.Connection.Execute(
            "INSERT INTO device_event (device_id, epoch, seq, digest) VALUES (@device, @Epoch, @dropped, @digest) ON CONFLICT DO NOTHING",
            new { device, said.Epoch, dropped, digest });

    /// <summary>The highest number up to which all have arrived, beginning after <paramref name="contiguous"/>.</summary>
    public static long Contiguous(Transaction tx, DeviceId device, int epoch, long contiguous)
    {
        while (tx.Prepared(
                   "SELECT 1 FROM device_event WHERE device_id = @0 AND epoch = @1 AND seq = @2", device.Value, epoch, contiguous + 1)
               .ExecuteScalar() is not null)
            contiguous++;
        return contiguous;
    }

    /// <summary>The events that bear state after a number, in order, up to the first gap.</summary>
    public static IEnumerable<StateEvent> StatesAfter(DbConnection connection, DeviceId device, EventNumber after, EventNumber upTo) =>
        connection.Query<Row>(
                """
                SELECT epoch, seq, kind, at, late, command_id, source FROM device_event
                WHERE device_id = @device AND kind IS NOT NULL
                  AND (epoch, seq) > (@AfterEpoch, @AfterSeq) AND (epoch, seq) <= (@UpToEpoch, @UpToSeq)
                ORDER BY epoch, seq
                """,
                new { device, AfterEpoch = after.Epoch, AfterSeq = after.Seq, UpToEpoch = upTo.Epoch, UpToSeq = upTo.Seq })
            .Select(row => new StateEvent(row.Kind, row.At, row.Late, row.CommandId, row.Source, new EventNumber(row.Epoch, row.Seq)));

    private sealed class Row
    {
        public int Epoch { get; init; }

        public long Seq { get; init; }

        public string Kind { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public bool Late { get; init; }

        public string? CommandId { get; init; }

        public string? Source { get; init; }
    }
}
