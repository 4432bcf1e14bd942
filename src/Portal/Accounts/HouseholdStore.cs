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

    public static void SaveRole(Transaction tx, HouseholdId household, AccountId account, MemberRole role) =>
        tx.Connection.Execute(
            "UPDATE member SET role = @role WHERE household_id = @household AND account_id = @account",
            new { household, account, role = Words.Of(role) });

    public static void DeleteMember(Transaction tx, HouseholdId household, AccountId account) =>
        tx.Connection.Execute("DELETE FROM member WHERE household_id = @household AND account_id = @account", new { household, account });

    public static int CountOwners(DbConnection connection, HouseholdId household) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM member WHERE household_id = @household AND role = 'owner'", new { household });

    /// <summary>The people of a household in the order of joining, for one of them (S28).</summary>
    public static IReadOnlyList<MemberView> MembersOf(DbConnection connection, HouseholdId household, AccountId? account) =>
        connection.Query<(AccountId Id, string Name, string Role, DateTimeOffset Since)>(
                $"""
                SELECT other.account_id, account.name, other.role, other.joined_at
                FROM member other {Membership.Of("other")}
                JOIN account ON account.id = other.account_id
                WHERE other.household_id = @household
                ORDER BY other.joined_at, other.account_id
                """,
                new { household, account })
            .Select(row => new MemberView(row.Id, row.Name, Words.Parse<MemberRole>(row.Role), row.Since, row.Id == account))
            .ToList();

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
