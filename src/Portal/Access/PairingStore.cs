using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about pairing codes and the devices that claimed them.</summary>
internal static class PairingStore
{
    /// <summary>Whether a device of the row of <c>access_point</c> waits to be compared. Not released, it says too, for the index that leaves those out.</summary>
    public const string Waits =
        """
        EXISTS (SELECT 1 FROM device pending
                WHERE pending.access_point_id = access_point.id AND pending.state = 'pending' AND pending.state <> 'released')
        """;

    /// <summary>A code as it is stored: it can be recognised, not read (S12).</summary>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));

    /// <summary>The household and the caller's role there; null for a stranger and for an access point that does not exist (S28).</summary>
    public static OwnedAccessPoint? FindAccessPoint(DbConnection connection, AccountId? account, AccessPointId accessPoint) =>
        connection.QuerySingleOrDefault<RoleRow>(
            $"""
            SELECT access_point.household_id, access_point.kind, member.role
            FROM access_point JOIN member ON member.household_id = access_point.household_id AND member.account_id = @account
            WHERE access_point.id = @accessPoint AND {AccessPointStore.Stands}
            """,
            new { account, accessPoint })?.ToAccessPoint();

    /// <summary>Access points of which a device waits to be compared, as a member reaches them, by name.</summary>
    public static IReadOnlyList<PairingWait> Waiting(DbConnection connection, AccountId? account) =>
        connection.Query<PairingWait>(
            $"""
            SELECT access_point.id AS access_point_id, access_point.name AS access_point_name
            FROM access_point {Membership.Of("access_point")}
            WHERE {Waits} AND member.role = 'owner'
            ORDER BY access_point.name, access_point.id
            """,
            new { account }).AsList();

    /// <summary>One code for an access point at a time: the new one takes the place of the last.</summary>
    public static void InsertCode(
        Transaction tx, byte[] codeHash, AccessPointId accessPoint, AccountId issuedBy, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        DeleteCodes(tx, accessPoint);
        tx.Connection.Execute(
            """
            INSERT INTO pairing (code_hash, access_point_id, issued_by, issued_at, expires_at)
            VALUES (@codeHash, @accessPoint, @issuedBy, @now, @expiresAt)
            """,
            new { codeHash, accessPoint, issuedBy, now, expiresAt });
    }

    public static void DeleteCodes(Transaction tx, AccessPointId accessPoint) =>
        tx.Connection.Execute("DELETE FROM pairing WHERE access_point_id = @accessPoint", new { accessPoint });

    /// <summary>When the code that nobody has claimed yet ends; null when there is none.</summary>
    public static DateTimeOffset? FindOpenCode(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<DateTimeOffset?>(
            "SELECT expires_at FROM pairing WHERE access_point_id = @accessPoint AND claimed_at IS NULL AND expires_at > @now",
            new { accessPoint, now });

    /// <summary>Uses the code up, whatever becomes of the claim. Null: it is wrong, used or expired.</summary>
    public static ClaimedCode? UseCode(Transaction tx, byte[] codeHash, DeviceId device, DateTimeOffset now)
    {
        var accessPoint = tx.Connection.QuerySingleOrDefault<AccessPointId?>(
            """
            UPDATE pairing SET claimed_at = @now, device_id = @device
            WHERE code_hash = @codeHash AND claimed_at IS NULL AND expires_at > @now
            RETURNING access_point_id
            """,
            new { codeHash, device, now });
        return accessPoint is { } id
            ? new ClaimedCode(id, tx.Connection.QuerySingle<HouseholdId>("SELECT household_id FROM access_point WHERE id = @id", new { id }))
            : null;
    }

    /// <summary>A device that was not released has or had this key; or one that was lost, whose key is refused for good.</summary>
    public static bool IsKeyInUse(Transaction tx, string thumbprint) =>
        tx.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM device WHERE key_thumbprint = @thumbprint AND (state <> 'released' OR lost_at IS NOT NULL))
                OR EXISTS (SELECT 1 FROM former_key JOIN device ON device.id = former_key.device_id
                           WHERE former_key.key_thumbprint = @thumbprint AND (device.state <> 'released' OR device.lost_at IS NOT NULL))
            """,
            new { thumbprint });

    public static void InsertDevice(
        Transaction tx, DeviceId id, AccessPointId accessPoint, PairingClaim claim, string checkNumber, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO device (id, access_point_id, state, profile, model, serial, firmware, capabilities, heartbeat_seconds,
                                key_x, key_y, key_thumbprint, check_number, claimed_at)
            VALUES (@id, @accessPoint, 'pending', @Profile, @Model, @Serial, @Firmware, @capabilities, @HeartbeatSeconds,
                    @X, @Y, @thumbprint, @checkNumber, @now)
            """,
            new
            {
                id,
                accessPoint,
                claim.Profile,
                claim.Model,
                claim.Serial,
                claim.Firmware,
                capabilities = JsonSerializer.Serialize(claim.Capabilities),
                claim.HeartbeatSeconds,
                claim.PublicKey.X,
                claim.PublicKey.Y,
                thumbprint = claim.PublicKey.Thumbprint(),
                checkNumber,
                now,
            });

    /// <summary>At which other access points a device of this model and serial is paired: its owner is told, since it was reset or copied.</summary>
    public static IReadOnlyList<PairedElsewhere> FindElsewhere(Transaction tx, DeviceId device, PairingClaim claim) =>
        tx.Connection.Query<PairedElsewhere>(
            """
            SELECT device.id AS device, device.access_point_id AS access_point, access_point.household_id AS household
            FROM device JOIN access_point ON access_point.id = device.access_point_id
            WHERE device.model = @Model AND device.serial = @Serial AND device.state IN ('active', 'quarantined')
              AND device.access_point_id <> (SELECT access_point_id FROM device WHERE id = @device)
            """,
            new { claim.Model, claim.Serial, device }).AsList();

    /// <summary>The device that waits for an owner's word; null when there is none.</summary>
    public static PendingDevice? FindPending(DbConnection connection, AccessPointId accessPoint) =>
        FindPending(connection, "device.access_point_id = @accessPoint", new { accessPoint });

    /// <inheritdoc cref="FindPending(DbConnection, AccessPointId)"/>
    public static PendingDevice? FindPending(DbConnection connection, DeviceId device) =>
        FindPending(connection, "device.id = @device", new { device });

    public static void Confirm(Transaction tx, DeviceId device, AccountId by, SealedSecrets secrets, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            UPDATE device SET state = 'active', paired_at = @now, paired_by = @by,
                              sealed_grant_key = @GrantKey, sealed_offline_secret = @OfflineSecret
            WHERE id = @device AND state = 'pending'
            """,
            new { device, by, secrets.GrantKey, secrets.OfflineSecret, now });

    /// <summary>A device that was never confirmed leaves no record but its entries in the ledger.</summary>
    public static void Delete(Transaction tx, DeviceId device) =>
        tx.Connection.Execute("DELETE FROM device WHERE id = @device AND state = 'pending'", new { device });

    public static bool Exists(DbConnection connection, DeviceId device) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM device WHERE id = @device)", new { device });

    public static bool IsReleased(DbConnection connection, DeviceId device) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM device WHERE id = @device AND state = 'released')", new { device });

    /// <summary>A device that may sign in; null for one that does not exist, was released or is quarantined.</summary>
    public static EnrolledDevice? FindEnrolled(DbConnection connection, DeviceId device) =>
        connection.QuerySingleOrDefault<EnrolledRow>(
            "SELECT id, key_x, key_y, epoch, heartbeat_seconds, state FROM device WHERE id = @device AND state IN ('pending', 'active')",
            new { device })?.ToDevice(FormerEpochs.Keys(connection, device));

    /// <summary>The secrets of a confirmed device that has not spoken since, so that it may not have been told; null for all others.</summary>
    public static (int Epoch, SealedSecrets Secrets)? FindUntold(DbConnection connection, DeviceId device) =>
        connection.QuerySingleOrDefault<SecretsRow>(
            """
            SELECT epoch, sealed_grant_key, sealed_offline_secret FROM device
            WHERE id = @device AND state = 'active' AND NOT EXISTS (SELECT 1 FROM device_event WHERE device_event.device_id = device.id)
            """,
            new { device }) is { } row
            ? (row.Epoch, new SealedSecrets(row.SealedGrantKey, row.SealedOfflineSecret))
            : null;

    private static PendingDevice? FindPending(DbConnection connection, string where, object parameters) =>
        connection.QuerySingleOrDefault<PendingRow>(
            $"""
            SELECT device.id, device.access_point_id, access_point.household_id, device.profile, device.model, device.serial,
                   device.firmware, device.capabilities, device.heartbeat_seconds, device.check_number, device.epoch, device.claimed_at
            FROM device JOIN access_point ON access_point.id = device.access_point_id
            WHERE {where} AND device.state = 'pending' AND device.state <> 'released'
            """,
            parameters)?.ToDevice();

    private sealed class RoleRow
    {
        public HouseholdId HouseholdId { get; init; }

        public string Kind { get; init; } = "";

        public string Role { get; init; } = "";

        public OwnedAccessPoint ToAccessPoint() => new(HouseholdId, Words.Parse<AccessPointKind>(Kind), Words.Parse<MemberRole>(Role));
    }

    private sealed class EnrolledRow
    {
        public DeviceId Id { get; init; }

        public string KeyX { get; init; } = "";

        public string KeyY { get; init; } = "";

        public int Epoch { get; init; }

        public int HeartbeatSeconds { get; init; }

        public string State { get; init; } = "";

        public EnrolledDevice ToDevice(IReadOnlyDictionary<int, PublicKeyJwk> formerKeys) => new()
        {
            Id = Id,
            PublicKey = new PublicKeyJwk { Kty = "EC", Crv = "P-256", X = KeyX, Y = KeyY },
            FormerKeys = formerKeys,
            Epoch = Epoch,
            HeartbeatSeconds = HeartbeatSeconds,
            IsConfirmed = State == "active",
        };
    }

    private sealed class SecretsRow
    {
        public int Epoch { get; init; }

        public byte[]? SealedGrantKey { get; init; }

        public byte[]? SealedOfflineSecret { get; init; }
    }

    private sealed class PendingRow
    {
        public DeviceId Id { get; init; }

        public AccessPointId AccessPointId { get; init; }

        public HouseholdId HouseholdId { get; init; }

        public string Profile { get; init; } = "";

        public string Model { get; init; } = "";

        public string Serial { get; init; } = "";

        public string Firmware { get; init; } = "";

        public string Capabilities { get; init; } = "";

        public int HeartbeatSeconds { get; init; }

        public string CheckNumber { get; init; } = "";

        public int Epoch { get; init; }

        public DateTimeOffset ClaimedAt { get; init; }

        public PendingDevice ToDevice() => new()
        {
            AccessPoint = AccessPointId,
            Household = HouseholdId,
            Said = new ClaimedDevice(Id, Profile, Model, Serial, Firmware, CheckNumber),
            Capabilities = JsonSerializer.Deserialize<string[]>(Capabilities) ?? [],
            HeartbeatSeconds = HeartbeatSeconds,
            Epoch = Epoch,
            ClaimedAt = ClaimedAt,
        };
    }
}

/// <summary>An access point as one of its household's members sees it.</summary>
internal sealed record OwnedAccessPoint(HouseholdId Household, AccessPointKind Kind, MemberRole Role);

/// <summary>Where a code that was just used up leads.</summary>
internal sealed record ClaimedCode(AccessPointId AccessPoint, HouseholdId Household);

/// <summary>A paired device of the same model and serial.</summary>
internal sealed record PairedElsewhere
{
    public DeviceId Device { get; init; }

    public AccessPointId AccessPoint { get; init; }

    public HouseholdId Household { get; init; }
}
