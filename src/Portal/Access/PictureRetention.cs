using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>Pictures that devices took; their hashes stay in the activity for as long as that is kept (S38, docs/decisions/0020).</summary>
internal sealed class PictureRetention : IRetention
{
    private const int AtOnce = 50;

    private static readonly string Due =
        $"""
        SELECT snapshot.id FROM access_point JOIN snapshot ON snapshot.access_point_id = access_point.id
        WHERE access_point.household_id = @household AND snapshot.taken_at < @before AND NOT {UnendedDelivery.Has("snapshot.delivery_id")}
        LIMIT {AtOnce}
        """;

    public RetentionKind Kind => RetentionKind.Pictures;

    public bool IsDue(DbConnection connection, HouseholdId household, DateTimeOffset before) =>
        connection.ExecuteScalar<bool>($"SELECT EXISTS ({Due})", new { household, before });

    public int Erase(Transaction tx, HouseholdId household, DateTimeOffset before, DateTimeOffset now) =>
        tx.Connection.Execute($"DELETE FROM snapshot WHERE id IN ({Due})", new { household, before });
}
