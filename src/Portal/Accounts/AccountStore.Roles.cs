using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <content>Roles of staff. Giving or taking one ends the account's sessions in the same transaction (S26).</content>
internal sealed partial class AccountStore : IUserRoleStore<Account>
{
    public static void InsertRole(Transaction tx, AccountId account, StaffRole role, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO account_role (account_id, role, granted_at) VALUES (@account, @role, @now)
            ON CONFLICT (account_id, role) DO NOTHING
            """,
            new { account, role = Words.Of(role), now });

    public static bool IsStaff(DbConnection connection, AccountId account) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM account_role WHERE account_id = @account)", new { account });

    public static bool IsOperator(DbConnection connection, AccountId account) =>
        connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM account_role WHERE account_id = @account AND role = 'operator')", new { account });

    public static bool HasOperator(DbConnection connection) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM account_role WHERE role = 'operator')");

    public Task AddToRoleAsync(Account user, string roleName, CancellationToken cancellationToken)
    {
        var role = RoleOf(roleName);
        var now = _time.GetUtcNow();
        return _database.WriteAsync(
            tx =>
            {
                InsertRole(tx, user.Id, role, now);
                _sessions.EndAll(tx, user.Id, now);
            },
            cancellationToken);
    }

    public Task RemoveFromRoleAsync(Account user, string roleName, CancellationToken cancellationToken)
    {
        var role = Words.Of(RoleOf(roleName));
        var now = _time.GetUtcNow();
        return _database.WriteAsync(
            tx =>
            {
                tx.Connection.Execute("DELETE FROM account_role WHERE account_id = @Id AND role = @role", new { user.Id, role });
                _sessions.EndAll(tx, user.Id, now);
            },
            cancellationToken);
    }

    public Task<IList<string>> GetRolesAsync(Account user, CancellationToken cancellationToken) =>
        _database.ReadAsync<IList<string>>(
            connection => connection.Query<string>(
                "SELECT role FROM account_role WHERE account_id = @Id ORDER BY role", new { user.Id }).AsList(),
            cancellationToken);

    public async Task<bool> IsInRoleAsync(Account user, string roleName, CancellationToken cancellationToken) =>
        (await GetRolesAsync(user, cancellationToken)).Contains(Words.Of(RoleOf(roleName)));

    public Task<IList<Account>> GetUsersInRoleAsync(string roleName, CancellationToken cancellationToken)
    {
        var role = Words.Of(RoleOf(roleName));
        return _database.ReadAsync<IList<Account>>(
            connection => connection.Query<Account>(
                $"SELECT {Columns} FROM account WHERE id IN (SELECT account_id FROM account_role WHERE role = @role) ORDER BY id",
                new { role }).AsList(),
            cancellationToken);
    }

    // Identity hands role names over in capitals.
    private static StaffRole RoleOf(string name) => Words.Parse<StaffRole>(name.ToLowerInvariant());
}
