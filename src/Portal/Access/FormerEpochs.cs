using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about the keys that a device had before the one of now, and the numbers that it used under them.</summary>
internal static class FormerEpochs
{
    /// <summary>So many are still taken: what is older than that and was never sent is lost.</summary>
    private const int Most = 8;

    /// <summary>How far the numbers of earlier epochs have arrived, the oldest first.</summary>
    public static IReadOnlyList<EpochReach> List(DbConnection connection, DeviceId device) =>
        connection.Query<EpochReach>(
            "SELECT epoch, last_seq AS highest, contiguous_seq AS contiguous FROM former_key WHERE device_id = @device ORDER BY epoch",
            new { device }).AsList();

    /// <summary>The keys of the last epochs: what they signed is verified with them, and they sign nobody in.</summary>
    public static IReadOnlyDictionary<int, PublicKeyJwk> Keys(DbConnection connection, DeviceId device) =>
        connection.Query<(int Epoch, string X, string Y)>(
                "SELECT epoch, key_x, key_y FROM former_key WHERE device_id = @device ORDER BY epoch DESC LIMIT @Most", new { device, Most })
            .ToDictionary(key => key.Epoch, key => new PublicKeyJwk { Kty = "EC", Crv = "P-256", X = key.X, Y = key.Y });

    /// <summary>When the device last had a new key; null for one that has its first.</summary>
    public static DateTimeOffset? NewestAt(DbConnection connection, DeviceId device) =>
        connection.QuerySingleOrDefault<DateTimeOffset?>(
            "SELECT replaced_at FROM former_key WHERE device_id = @device ORDER BY epoch DESC LIMIT 1", new { device });

    /// <summary>An event of an earlier epoch has arrived.</summary>
    public static void Reach(Transaction tx, DeviceId device, EpochReach reach) =>
        tx.Connection.Execute(
            "UPDATE former_key SET last_seq = @Highest, contiguous_seq = @Contiguous WHERE device_id = @device AND epoch = @Epoch",
            new { device, reach.Highest, reach.Contiguous, reach.Epoch });

    /// <summary>Puts the device's key and numbers by, and begins the next epoch with a new key.</summary>
    public static void Begin(Transaction tx, DeviceId device, PublicKeyJwk key, long lastSeq, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            INSERT INTO former_key (device_id, epoch, key_x, key_y, key_thumbprint, last_seq, contiguous_seq, replaced_at)
            SELECT device.id, device.epoch, device.key_x, device.key_y, device.key_thumbprint, max(state.highest_seq, @lastSeq),
                   state.contiguous_seq, @now
            FROM device JOIN device_state state ON state.device_id = device.id WHERE device.id = @device
            """,
            new { device, lastSeq, now });
        tx.Connection.Execute(
            "UPDATE device SET epoch = epoch + 1, key_x = @X, key_y = @Y, key_thumbprint = @thumbprint WHERE id = @device",
            new { device, key.X, key.Y, thumbprint = key.Thumbprint() });
        tx.Connection.Execute("UPDATE device_state SET highest_seq = 0, contiguous_seq = 0 WHERE device_id = @device", new { device });
    }
}
