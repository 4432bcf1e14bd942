using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about codes in makers' locks.</summary>
internal static class MakerCodeStore
{
    private const string Columns = "name, grant_id, generation, not_before, not_after, makers_id, asked_at, held_at, ending_at";

    /// <summary>A paired device into whose lock its maker puts codes; null for every other.</summary>
    public static OfflineDevice? FindDevice(DbConnection connection, DeviceId device) =>
        connection.QuerySingleOrDefault<OfflineDevice>(
            """
            SELECT device.id, device.access_point_id, access_point.household_id, access_point.offline_mode
            FROM device JOIN access_point ON access_point.id = device.access_point_id, json_each(device.capabilities) capability
            WHERE device.id = @device AND device.state = 'active' AND device.cloud IS NOT NULL AND capability.value = 'synced_grants'
            """,
            new { device });

    /// <summary>Those of a device that are not surely out of its lock.</summary>
    public static IReadOnlyList<MakerCode> Left(DbConnection connection, DeviceId device) =>
        connection.Query<MakerCode>(
            $"SELECT {Columns} FROM maker_code WHERE device_id = @device AND removed_at IS NULL ORDER BY not_before, name", new { device }).AsList();

    public static MakerCode? Find(DbConnection connection, string name) =>
        connection.QuerySingleOrDefault<MakerCode>($"SELECT {Columns} FROM maker_code WHERE name = @name AND removed_at IS NULL", new { name });

    /// <summary>The grant whose code the maker calls so, also when it is out of the lock again.</summary>
    public static GrantId? FindGrant(DbConnection connection, DeviceId device, string makersId) =>
        connection.QuerySingleOrDefault<GrantId?>(
            "SELECT grant_id FROM maker_code WHERE device_id = @device AND makers_id = @makersId ORDER BY asked_at DESC LIMIT 1", new { device, makersId });

    public static void Add(Transaction tx, DeviceId device, string name, GrantRow grant) =>
        tx.Connection.Execute(
            """
            INSERT INTO maker_code (name, device_id, grant_id, generation, not_before, not_after)
            VALUES (@name, @device, @Id, @CodeGeneration, @NotBefore, @NotAfter)
            """,
            new { name, device, grant.Id, grant.CodeGeneration, grant.NotBefore, grant.NotAfter });

    /// <summary>It is handed over now, and may open from now on.</summary>
    public static void Asked(Transaction tx, DeviceId device, MakerCode code, DateTimeOffset now)
    {
        tx.Connection.Execute("UPDATE maker_code SET asked_at = @now WHERE name = @Name", new { code.Name, now });
        OfflineStore.Given(tx, device, code.GrantId);
    }

    public static void Named(Transaction tx, string name, string makersId) =>
        tx.Connection.Execute("UPDATE maker_code SET makers_id = @makersId WHERE name = @name", new { name, makersId });

    /// <summary>False: that was known.</summary>
    public static bool Held(Transaction tx, string name, DateTimeOffset now) =>
        tx.Connection.Execute("UPDATE maker_code SET held_at = @now WHERE name = @name AND held_at IS NULL", new { name, now }) == 1;

    public static void End(Transaction tx, string name, DateTimeOffset now) =>
        tx.Connection.Execute("UPDATE maker_code SET ending_at = @now WHERE name = @name AND ending_at IS NULL", new { name, now });

    /// <summary>It opens nothing any more; false: that was known.</summary>
    public static bool Removed(Transaction tx, DeviceId device, MakerCode code, DateTimeOffset now)
    {
        if (tx.Connection.Execute("UPDATE maker_code SET removed_at = @now WHERE name = @Name AND removed_at IS NULL", new { code.Name, now }) == 0)
            return false;
        tx.Connection.Execute(
            """
            UPDATE synced_grant SET withdrawn_at = @now
            WHERE device_id = @device AND grant_id = @GrantId AND withdrawn_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM maker_code other WHERE other.device_id = @device AND other.grant_id = @GrantId
                              AND other.asked_at IS NOT NULL AND other.removed_at IS NULL)
            """,
            new { device, code.GrantId, now });
        return true;
    }

    /// <summary>It was never handed over.</summary>
    public static void Drop(Transaction tx, string name) => tx.Connection.Execute("DELETE FROM maker_code WHERE name = @name", new { name });
}
