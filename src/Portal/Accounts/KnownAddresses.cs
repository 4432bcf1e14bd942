using System.Data.Common;
using Dapper;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Where an account's person is told of what changes: the address of now, and for a month each address before it, so that whoever takes
/// an account over cannot first send the news elsewhere (S24).
/// </summary>
internal static class KnownAddresses
{
    private static readonly TimeSpan ToldFor = TimeSpan.FromDays(30);

    public static IReadOnlyList<string> Of(DbConnection connection, AccountId account, DateTimeOffset now) =>
        connection.Query<string>(
            """
            SELECT email FROM account WHERE id = @account
            UNION
            SELECT email FROM account_former_email WHERE account_id = @account AND told_until > @now
            """,
            new { account, now }).AsList();

    public static void KeepFormer(Transaction tx, AccountId account, string email, DateTimeOffset now)
    {
        tx.Connection.Execute("DELETE FROM account_former_email WHERE told_until <= @now", new { now });
        tx.Connection.Execute(
            """
            INSERT INTO account_former_email (account_id, email, told_until) VALUES (@account, @email, @until)
            ON CONFLICT (account_id, email) DO UPDATE SET told_until = excluded.told_until
            """,
            new { account, email, until = now + ToldFor });
    }
}
