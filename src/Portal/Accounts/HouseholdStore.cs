using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Households and who belongs to them.</summary>
internal static class HouseholdStore
{
    public static void Insert(Transaction tx, HouseholdId id, string name, string timeZone, DateTimeOffset now) =>
        tx.Connection.Execute(
            "INSERT INTO household (id, name, time_zone, created_at) VALUES (@id, @name, @timeZone, @now)", new { id, name, timeZone, now });

    public static void InsertMember(Transaction tx, HouseholdId household, AccountId account, MemberRole role, DateTimeOffset now) =>
        tx.Connection.Execute(
            "INSERT INTO member (household_id, account_id, role, joined_at) VALUES (@household, @account, @role, @now)",
            new { household, account, role = Words.Of(role), now });

    /// <summary>The role of an account in a household; null for a stranger and for a household that does not exist.</summary>
    public static MemberRole? RoleOf(DbConnection connection, HouseholdId household, AccountId? account) =>
        connection.QuerySingleOrDefault<string?>(
            "SELECT role FROM member WHERE household_id = @household AND account_id = @account", new { household, account }) is { } role
            ? Words.Parse<MemberRole>(role)
            : null;

    /// <summary>The households of an account, in the order of joining.</summary>
    public static IReadOnlyList<HouseholdView> Of(DbConnection connection, AccountId? account) =>
        connection.Query<(HouseholdId Id, string Name, string TimeZone, string Role)>(
                """
                SELECT household.id, household.name, household.time_zone, member.role
                FROM household JOIN member ON member.household_id = household.id AND member.account_id = @account
                ORDER BY member.joined_at, household.id
                """,
                new { account })
            .Select(row => new HouseholdView(row.Id, row.Name, row.TimeZone, Words.Parse<MemberRole>(row.Role)))
            .ToList();
}
