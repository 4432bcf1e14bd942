using System.Data.Common;
using Dapper;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The statements about calendar feeds.</summary>
internal static class CalendarFeedStore
{
    public static void Save(Transaction tx, HouseholdId household, AccountId member, byte[] hash, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO calendar_feed (household_id, account_id, secret_hash, made_at) VALUES (@household, @member, @hash, @now)
            ON CONFLICT (household_id, account_id) DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at, read_at = NULL
            """,
            new { household, member, hash, now });

    /// <summary>False: there was none.</summary>
    public static bool Delete(Transaction tx, HouseholdId household, AccountId member) =>
        tx.Connection.Execute(
            "DELETE FROM calendar_feed WHERE household_id = @household AND account_id = @member", new { household, member }) == 1;

    /// <summary>Whose windows this secret may read; null for one that nobody has, or has any more.</summary>
    public static CalendarFeed? Find(DbConnection connection, byte[] hash) =>
        connection.QuerySingleOrDefault<CalendarFeed>(
            """
            SELECT feed.household_id AS household, feed.account_id AS member, feed.read_at, account.language
            FROM calendar_feed feed JOIN account ON account.id = feed.account_id WHERE feed.secret_hash = @hash
            """,
            new { hash });

    /// <summary>Notes that it is in use; what was replaced meanwhile is not.</summary>
    public static void NoteRead(Transaction tx, byte[] hash, DateTimeOffset now) =>
        tx.Connection.Execute("UPDATE calendar_feed SET read_at = @now WHERE secret_hash = @hash", new { hash, now });

    /// <summary>The households of a member, in the order of joining, each with the member's own feed.</summary>
    public static IReadOnlyList<CalendarFeedView> Of(DbConnection connection, AccountId? account) =>
        connection.Query<(HouseholdId Id, string Name, string TimeZone, DateTimeOffset? MadeAt, DateTimeOffset? ReadAt)>(
                """
                SELECT household.id, household.name, household.time_zone, feed.made_at, feed.read_at
                FROM member JOIN household ON household.id = member.household_id
                LEFT JOIN calendar_feed feed ON feed.household_id = member.household_id AND feed.account_id = member.account_id
                WHERE member.account_id = @account ORDER BY member.joined_at, household.id
                """,
                new { account })
            .Select(row => new CalendarFeedView(row.Id, row.Name, row.TimeZone, row.MadeAt, row.ReadAt))
            .ToList();
}
