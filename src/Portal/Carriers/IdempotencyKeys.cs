using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Portal.Client.Carriers;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>
/// What a POST was answered under its <c>Idempotency-Key</c>, for 24 hours. Kept in the transaction that did the work, so a call that was
/// answered to nobody is still done only once.
/// </summary>
internal static class IdempotencyKeys
{
    private const int DeletedAtOnce = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The answer given before under this key; a refusal when the key was used for another call; null when it is new.</summary>
    public static ApiAnswer? Find(DbConnection connection, CarrierId carrier, string key, byte[] hash, DateTimeOffset now)
    {
        var row = connection.QuerySingleOrDefault<Row>(
            """
            SELECT request_hash, status, location, body FROM idempotency_key
            WHERE carrier_id = @carrier AND key = @key AND kept_until > @now
            """,
            new { carrier, key, now });
        if (row is null)
            return null;
        return CryptographicOperations.FixedTimeEquals(row.RequestHash, hash)
            ? ApiAnswer.Kept(row.Status, row.Location, row.Body)
            : ApiAnswer.Refused(
                StatusCodes.Status409Conflict, "idempotency_key_reused", "This Idempotency-Key was used for another call. Take a new one.");
    }

    /// <summary>Keeps a success; a refusal is asked anew.</summary>
    public static void Keep(Transaction tx, CarrierId carrier, string key, byte[] hash, ApiAnswer answer, DateTimeOffset now)
    {
        if (answer.Body is null)
            return;
        tx.Connection.Execute(
            """
            DELETE FROM idempotency_key
            WHERE (carrier_id, key) IN (SELECT carrier_id, key FROM idempotency_key WHERE kept_until <= @now LIMIT @DeletedAtOnce)
            """,
            new { now, DeletedAtOnce });
        tx.Connection.Execute(
            """
            INSERT INTO idempotency_key (carrier_id, key, request_hash, status, location, body, kept_until)
            VALUES (@carrier, @key, @hash, @Status, @Location, @Body, @keptUntil)
            ON CONFLICT (carrier_id, key) DO UPDATE
            SET request_hash = excluded.request_hash, status = excluded.status, location = excluded.location, body = excluded.body,
                kept_until = excluded.kept_until
            WHERE idempotency_key.kept_until <= @now
            """,
            new { carrier, key, hash, answer.Status, answer.Location, answer.Body, keptUntil = now + Kept, now });
    }

    private sealed class Row
    {
        public byte[] RequestHash { get; init; } = [];

        public int Status { get; init; }

        public string? Location { get; init; }

        public string Body { get; init; } = "";
    }
}
