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
    private const int MostFormer = 5;
    private static readonly TimeSpan ToldFor = TimeSpan.FromDays(30);

    public static IReadOnlyList<KnownAddress> Of(DbConnection connection, AccountId account, DateTimeOffset now) =>
        connection.Query<(string Email, bool IsFormer)>(
                """
                SELECT email, 0 AS is_former FROM account WHERE id = @account
                UNION ALL
                SELECT former.email, 1 FROM account_former_email former JOIN account ON account.id = former.account_id
                WHERE former.account_id = @account AND former.told_until > @now AND former.email <> account.email
                """,
                new { account, now })
            .Select(row => new KnownAddress(row.Email, row.IsFormer))
            .ToList();

    /// <summary>Whether the account may have another one yet: each that it has had is written to for a month (S35).</summary>
    public static bool HaveRoom(DbConnection connection, AccountId account, DateTimeOffset now) =>
        connection.ExecuteScalar<int>(
            "SELECT count(*) FROM account_former_email WHERE account_id = @account AND told_until > @now", new { account, now }) < MostFormer;

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

/// <param name="Email">Where the account's person is told.</param>
/// <param name="IsFormer">The account has another one now: what arrives here gets nobody back in.</param>
internal readonly record struct KnownAddress(string Email, bool IsFormer);
