using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>What a link that went out by mail is for.</summary>
internal enum LinkPurpose
{
    /// <summary>The address is the account's, and is proved.</summary>
    Confirm,

    /// <summary>The account wants to have this address.</summary>
    Change,

    /// <summary>The account's person cannot sign in any more.</summary>
    Recover,
}

/// <summary>A link that went out by mail; whoever follows it reads that mailbox. Only its hash is kept, and only the newest of its kind works.</summary>
internal sealed class MailedLink
{
    public AccountId AccountId { get; init; }

    /// <summary>Where it went.</summary>
    public string Email { get; init; } = "";

    /// <returns>The token, which stands in the mail and nowhere else.</returns>
    public static string Issue(Transaction tx, AccountId account, LinkPurpose purpose, string email, DateTimeOffset now, TimeSpan lasts)
    {
        var token = Secrets.New();
        Forget(tx, account, purpose);
        tx.Connection.Execute(
            """
            INSERT INTO mailed_link (token_hash, account_id, purpose, email, created_at, expires_at)
            VALUES (@hash, @account, @purpose, @email, @now, @expiresAt)
            """,
            new { hash = Secrets.Hash(token), account, purpose = Words.Of(purpose), email, now, expiresAt = now + lasts });
        return token;
    }

    public static MailedLink? Find(DbConnection connection, string token, LinkPurpose purpose, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<MailedLink>(
            "SELECT account_id, email FROM mailed_link WHERE token_hash = @hash AND purpose = @purpose AND expires_at > @now",
            new { hash = Secrets.Hash(token), purpose = Words.Of(purpose), now });

    /// <summary>Ends what waits of this kind.</summary>
    public static void Forget(Transaction tx, AccountId account, LinkPurpose purpose) =>
        tx.Connection.Execute(
            "DELETE FROM mailed_link WHERE account_id = @account AND purpose = @purpose", new { account, purpose = Words.Of(purpose) });
}
