using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The times that households have chosen.</summary>
internal static class RetentionStore
{
    /// <summary>Null: it has chosen none.</summary>
    public static int? Find(DbConnection connection, HouseholdId household, RetentionKind kind) =>
        connection.QuerySingleOrDefault<int?>(
            "SELECT days FROM retention WHERE household_id = @household AND kind = @kind", new { household, kind = Words.Of(kind) });

    /// <summary>Each household with what it has chosen for one kind.</summary>
    public static IReadOnlyList<(HouseholdId Household, int? Days)> All(DbConnection connection, RetentionKind kind) =>
        connection.Query<(HouseholdId, int?)>(
            """
            SELECT household.id, retention.days
            FROM household LEFT JOIN retention ON retention.household_id = household.id AND retention.kind = @kind
            """,
            new { kind = Words.Of(kind) }).AsList();

    public static void Save(Transaction tx, HouseholdId household, RetentionKind kind, int days, AccountId by, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO retention (household_id, kind, days, set_by, set_at) VALUES (@household, @kind, @days, @by, @now)
            ON CONFLICT (household_id, kind) DO UPDATE SET days = excluded.days, set_by = excluded.set_by, set_at = excluded.set_at
            """,
            new { household, kind = Words.Of(kind), days, by, now });
}
