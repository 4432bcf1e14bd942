using System.Data.Common;
using Dapper;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// The day after a recovery: whoever reads somebody's mail does not yet open their door. The account unlocks nothing, and gives nobody else
/// what opens: no link or code made by hand, no invitation, no other role (S24, docs/decisions/0027).
/// </summary>
internal static class UnlockHolds
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <returns>Until when.</returns>
    public static DateTimeOffset Begin(Transaction tx, AccountId account, DateTimeOffset now)
    {
        var until = now + Lasts;
        tx.Connection.Execute("UPDATE account SET held_until = @until WHERE id = @account", new { account, until });
        return until;
    }

    /// <summary>Until when the account is held; null when it is not.</summary>
    public static DateTimeOffset? Until(DbConnection connection, AccountId account, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<DateTimeOffset?>(
            "SELECT held_until FROM account WHERE id = @account AND held_until > @now", new { account, now });
}
