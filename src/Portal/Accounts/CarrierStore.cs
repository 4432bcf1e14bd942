using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Carriers as parties: their standing and their keys.</summary>
internal static class CarrierStore
{
    /// <summary>False: another carrier has this name.</summary>
    public static bool TryInsert(Transaction tx, CarrierId id, string name, DateTimeOffset now) =>
        tx.Connection.Execute(
            "INSERT INTO carrier (id, name, standing, registered_at) VALUES (@id, @name, 'pending', @now) ON CONFLICT (name) DO NOTHING",
            new { id, name, now }) == 1;

    public static bool Exists(DbConnection connection, CarrierId id) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM carrier WHERE id = @id)", new { id });

    /// <summary>False: it was verified already.</summary>
    public static bool Verify(Transaction tx, CarrierId id, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE carrier SET standing = 'verified', verified_at = @now WHERE id = @id AND standing <> 'verified'", new { id, now }) == 1;

    /// <summary>False: it was suspended already.</summary>
    public static bool Suspend(Transaction tx, CarrierId id, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE carrier SET standing = 'suspended', suspended_at = @now WHERE id = @id AND standing <> 'suspended'", new { id, now }) == 1;

    /// <summary>False: it was so already.</summary>
    public static bool SetPhone(Transaction tx, CarrierId id, string? phone) =>
        tx.Connection.Execute("UPDATE carrier SET phone = @phone WHERE id = @id AND phone IS NOT @phone", new { id, phone }) == 1;

    public static void InsertKey(
        Transaction tx, CarrierId carrier, CarrierKey key, IEnumerable<string> scopes, DateTimeOffset now, DateTimeOffset expiresAt) =>
        tx.Connection.Execute(
            """
            INSERT INTO carrier_key (key_hash, carrier_id, prefix, scopes, created_at, expires_at)
            VALUES (@hash, @carrier, @Prefix, @scopes, @now, @expiresAt)
            """,
            new { hash = CarrierKey.Hash(key.Text), carrier, key.Prefix, scopes = string.Join(' ', scopes), now, expiresAt });

    /// <summary>False: no such key of this carrier, or it was revoked before.</summary>
    public static bool RevokeKey(Transaction tx, CarrierId carrier, string prefix, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE carrier_key SET revoked_at = @now WHERE carrier_id = @carrier AND prefix = @prefix AND revoked_at IS NULL",
            new { carrier, prefix, now }) == 1;

    /// <summary>Whose key it is, while it is neither revoked nor expired.</summary>
    public static CarrierKeyHolder? FindByKey(DbConnection connection, byte[] hash, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<CarrierKeyHolder>(
            """
            SELECT carrier.id AS carrier_id, carrier.standing, carrier_key.scopes
            FROM carrier_key JOIN carrier ON carrier.id = carrier_key.carrier_id
            WHERE carrier_key.key_hash = @hash AND carrier_key.revoked_at IS NULL AND carrier_key.expires_at > @now
            """,
            new { hash, now });

    /// <summary>Carriers by name, each with the keys that have not been revoked.</summary>
    public static IReadOnlyList<CarrierView> List(DbConnection connection, int limit)
    {
        var keys = connection.Query<KeyRow>(
                "SELECT carrier_id, prefix, scopes, created_at, expires_at FROM carrier_key WHERE revoked_at IS NULL ORDER BY created_at")
            .ToLookup(row => row.CarrierId);
        return connection.Query<Row>(
                "SELECT id, name, standing, phone, registered_at, verified_at, suspended_at FROM carrier ORDER BY name LIMIT @limit", new { limit })
            .Select(row => row.ToView(keys[row.Id]))
            .ToList();
    }

    private sealed class Row
    {
        public CarrierId Id { get; init; }

        public string Name { get; init; } = "";

        public string Standing { get; init; } = "";

        public string? Phone { get; init; }

        public DateTimeOffset RegisteredAt { get; init; }

        public DateTimeOffset? VerifiedAt { get; init; }

        public DateTimeOffset? SuspendedAt { get; init; }

        public CarrierView ToView(IEnumerable<KeyRow> keys) => new()
        {
            Id = Id,
            Name = Name,
            Standing = Words.Parse<CarrierState>(Standing),
            Phone = Phone,
            RegisteredAt = RegisteredAt,
            VerifiedAt = VerifiedAt,
            SuspendedAt = SuspendedAt,
            Keys = keys.Select(key => new CarrierKeyView(key.Prefix, key.Scopes.Split(' '), key.CreatedAt, key.ExpiresAt)).ToList(),
        };
    }

    private sealed class KeyRow
    {
        public CarrierId CarrierId { get; init; }

        public string Prefix { get; init; } = "";

        public string Scopes { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }
    }
}

/// <summary>Whose key was shown, and for what it may be used.</summary>
internal sealed class CarrierKeyHolder
{
    public CarrierId CarrierId { get; init; }

    /// <summary>A word of <see cref="CarrierState"/>.</summary>
    public string Standing { get; init; } = "";

    /// <summary>Separated by blanks.</summary>
    public string Scopes { get; init; } = "";
}
