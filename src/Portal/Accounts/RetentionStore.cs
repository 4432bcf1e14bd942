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
    public static RetentionChoice? Find(DbConnection connection, HouseholdId household, RetentionKind kind) =>
        connection.QuerySingleOrDefault<RetentionChoice>(
            "SELECT days, days_before, set_at FROM retention WHERE household_id = @household AND kind = @kind", new { household, kind = Words.Of(kind) });

    public static void Save(Transaction tx, HouseholdId household, RetentionKind kind, RetentionChoice choice, AccountId by) =>
        tx.Connection.Execute(
            """
            INSERT INTO retention (household_id, kind, days, days_before, set_by, set_at) VALUES (@household, @kind, @Days, @DaysBefore, @by, @SetAt)
            ON CONFLICT (household_id, kind) DO UPDATE
            SET days = excluded.days, days_before = excluded.days_before, set_by = excluded.set_by, set_at = excluded.set_at
            """,
            new { household, kind = Words.Of(kind), choice.Days, choice.DaysBefore, by, choice.SetAt });

    public static IReadOnlyList<HouseholdId> Households(DbConnection connection) => connection.Query<HouseholdId>("SELECT id FROM household").AsList();

    /// <summary>When it was last looked for what is old enough; null when never.</summary>
    public static DateTimeOffset? LastLook(DbConnection connection) => connection.QuerySingleOrDefault<DateTimeOffset?>("SELECT at FROM retention_look");

    public static void SaveLook(Transaction tx, DateTimeOffset at) =>
        tx.Connection.Execute("INSERT INTO retention_look (one, at) VALUES (1, @at) ON CONFLICT (one) DO UPDATE SET at = excluded.at", new { at });
}
