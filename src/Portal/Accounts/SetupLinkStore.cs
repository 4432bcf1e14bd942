using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>One-time links by which the first operator is set up. Only the newest works, and none once there is an operator.</summary>
internal static class SetupLinkStore
{
    public static void Replace(Transaction tx, string token, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        tx.Connection.Execute("DELETE FROM setup_link");
        tx.Connection.Execute(
            "INSERT INTO setup_link (token_hash, created_at, expires_at) VALUES (@hash, @now, @expiresAt)",
            new { hash = Secrets.Hash(token), now, expiresAt });
    }

    public static bool IsOpen(DbConnection connection, string token, DateTimeOffset now) =>
        connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM setup_link WHERE token_hash = @hash AND used_at IS NULL AND expires_at > @now)
               AND NOT EXISTS (SELECT 1 FROM account_role WHERE role = 'operator')
            """,
            new { hash = Secrets.Hash(token), now });

    public static void Use(Transaction tx, string token, DateTimeOffset now) =>
        tx.Connection.Execute("UPDATE setup_link SET used_at = @now WHERE token_hash = @hash", new { hash = Secrets.Hash(token), now });
}
