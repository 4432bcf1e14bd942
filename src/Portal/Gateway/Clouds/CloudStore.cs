using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Gateway;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>The statements about links to makers' accounts and the devices that speak through them.</summary>
internal static class CloudStore
{
    private const string Link = "cloud_link.id, cloud_link.household_id, cloud_link.cloud, cloud_link.state, cloud_link.sealed, cloud_link.asked_by, cloud_link.asked_at";

    /// <summary>The devices that are paired and linked now, with what their cloud knows them by.</summary>
    public static IReadOnlyList<CloudDeviceRow> Devices(DbConnection connection) =>
        connection.Query<CloudDeviceRow>(
            """
            SELECT cloud_device.device_id, cloud_device.makers_id, cloud_link.cloud, cloud_link.sealed
            FROM cloud_device
            JOIN cloud_link ON cloud_link.id = cloud_device.link_id AND cloud_link.state = 'linked'
            JOIN device ON device.id = cloud_device.device_id AND device.state = 'active'
            """).AsList();

    /// <summary>Devices into whose locks a code is to be put soon, or out of which one is not surely yet; also those that were let go.</summary>
    public static IReadOnlyList<CloudDeviceRow> CodeHolders(DbConnection connection, DateTimeOffset now, DateTimeOffset soon) =>
        connection.Query<CloudDeviceRow>(
            """
            SELECT cloud_device.device_id, cloud_device.makers_id, cloud_link.cloud, cloud_link.sealed
            FROM cloud_device
            JOIN cloud_link ON cloud_link.id = cloud_device.link_id AND cloud_link.state IN ('linked', 'ending')
            JOIN device ON device.id = cloud_device.device_id
            JOIN access_point ON access_point.id = device.access_point_id
            WHERE EXISTS (SELECT 1 FROM maker_code WHERE maker_code.device_id = device.id AND maker_code.removed_at IS NULL)
               OR (device.state = 'active' AND access_point.offline_mode = 'synced'
                   AND EXISTS (SELECT 1 FROM access_grant
                               WHERE access_grant.access_point_id = device.access_point_id AND access_grant.state = 'ready'
                                 AND access_grant.not_before <= @soon AND access_grant.not_after > @now))
            """,
            new { now, soon }).AsList();

    /// <summary>A code of ours may still be in a lock of this account.</summary>
    public static bool HasCodes(DbConnection connection, CloudLinkId link, DateTimeOffset now) =>
        connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM maker_code JOIN cloud_device ON cloud_device.device_id = maker_code.device_id
                           WHERE cloud_device.link_id = @link AND maker_code.removed_at IS NULL AND maker_code.not_after > @now)
            """,
            new { link, now });

    /// <summary>Since when the maker is to be asked for uses of codes; null where no code is or was in the lock a short while ago.</summary>
    public static DateTimeOffset? UsesSince(DbConnection connection, DeviceId device, DateTimeOffset lately) =>
        connection.QuerySingleOrDefault<DateTimeOffset?>(
            """
            SELECT coalesce(cloud_device.uses_seen_at, min(maker_code.asked_at))
            FROM cloud_device JOIN maker_code ON maker_code.device_id = cloud_device.device_id
            WHERE cloud_device.device_id = @device AND maker_code.asked_at IS NOT NULL
              AND (maker_code.removed_at IS NULL OR maker_code.removed_at > @lately)
            GROUP BY cloud_device.device_id
            """,
            new { device, lately });

    public static void UsesSeen(Transaction tx, DeviceId device, DateTimeOffset at) =>
        tx.Connection.Execute("UPDATE cloud_device SET uses_seen_at = @at WHERE device_id = @device", new { device, at });

    public static void AddDevice(Transaction tx, DeviceId device, CloudLinkId link, string makersId) =>
        tx.Connection.Execute(
            "INSERT INTO cloud_device (device_id, link_id, makers_id) VALUES (@device, @link, @makersId)", new { device, link, makersId });

    /// <summary>The paired devices of a link.</summary>
    public static IReadOnlyList<DeviceId> DevicesOf(DbConnection connection, CloudLinkId link) =>
        connection.Query<DeviceId>(
            """
            SELECT device.id FROM cloud_device JOIN device ON device.id = cloud_device.device_id AND device.state <> 'released'
            WHERE cloud_device.link_id = @link
            """,
            new { link }).AsList();

    /// <summary>One open question of a household at a time: the new one takes the place of the last.</summary>
    public static void Ask(Transaction tx, CloudLinkRow link)
    {
        tx.Connection.Execute("DELETE FROM cloud_link WHERE household_id = @HouseholdId AND state = 'asked'", new { link.HouseholdId });
        tx.Connection.Execute(
            """
            INSERT INTO cloud_link (id, household_id, cloud, state, sealed, asked_by, asked_in, asked_at)
            VALUES (@Id, @HouseholdId, @Cloud, 'asked', @Sealed, @AskedBy, @AskedIn, @AskedAt)
            """,
            new { link.Id, link.HouseholdId, link.Cloud, link.Sealed, link.AskedBy, link.AskedIn, link.AskedAt });
    }

    /// <summary>The account belongs to the household from now on. False: it belongs to one already.</summary>
    public static bool Finish(Transaction tx, CloudLinkId link, byte[] sealedAccount, byte[] accountHash) =>
        tx.Connection.Execute(
            """
            UPDATE OR IGNORE cloud_link SET state = 'linked', sealed = @sealedAccount, account_hash = @accountHash
            WHERE id = @link AND state = 'asked'
            """,
            new { link, sealedAccount, accountHash }) == 1;

    /// <summary>The account is the household's already.</summary>
    public static bool HasAccount(Transaction tx, CloudLinkRow link, byte[] accountHash) =>
        tx.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM cloud_link
                           WHERE household_id = @HouseholdId AND cloud = @Cloud AND account_hash = @accountHash AND state = 'linked')
            """,
            new { link.HouseholdId, link.Cloud, accountHash });

    /// <summary>What an account asked a maker in one of its sessions and that is not answered, where it is still a member.</summary>
    public static IReadOnlyList<CloudLinkRow> AskedIn(DbConnection connection, AccountId account, SessionId session, CloudMaker maker) =>
        connection.Query<CloudLinkRow>(
            $"""
            SELECT {Link}, member.role FROM cloud_link {Membership.Of("cloud_link")}
            WHERE cloud_link.state = 'asked' AND cloud_link.asked_by = @account AND cloud_link.asked_in = @session AND cloud_link.cloud = @cloud
            """,
            new { account, session, cloud = Words.Of(maker) }).AsList();

    /// <summary>Nothing is asked through it any more; it is kept until the maker has let go of it.</summary>
    public static void End(Transaction tx, CloudLinkId link) =>
        tx.Connection.Execute("UPDATE cloud_link SET state = 'ending' WHERE id = @link", new { link });

    public static void Delete(Transaction tx, CloudLinkId link) => tx.Connection.Execute("DELETE FROM cloud_link WHERE id = @link", new { link });

    /// <summary>Those that wait for the owner's yes, or for the maker's.</summary>
    public static IReadOnlyList<CloudLinkRow> Waiting(DbConnection connection) =>
        connection.Query<CloudLinkRow>($"SELECT {Link} FROM cloud_link WHERE state IN ('asked', 'ending')").AsList();

    /// <summary>The links of the household that an access point of the caller's belongs to.</summary>
    public static IReadOnlyList<CloudLinkRow> List(DbConnection connection, AccountId? account, AccessPointId accessPoint) =>
        connection.Query<CloudLinkRow>(
            $"""
            SELECT {Link}, member.role FROM cloud_link
            JOIN access_point ON access_point.household_id = cloud_link.household_id AND access_point.id = @accessPoint AND {AccessPointStore.Stands}
            {Membership.Of("access_point")}
            ORDER BY cloud_link.asked_at, cloud_link.id
            """,
            new { account, accessPoint }).AsList();

    /// <summary>A link as a member of its household reaches it; null for a stranger's and for one that does not exist (S28).</summary>
    public static CloudLinkRow? Find(DbConnection connection, AccountId? account, CloudLinkId link) =>
        connection.QuerySingleOrDefault<CloudLinkRow>(
            $"SELECT {Link}, member.role FROM cloud_link {Membership.Of("cloud_link")} WHERE cloud_link.id = @link", new { account, link });
}

/// <summary>A paired device and how its maker's cloud is asked about it.</summary>
internal sealed class CloudDeviceRow
{
    public DeviceId DeviceId { get; init; }

    public string MakersId { get; init; } = "";

    public string Cloud { get; init; } = "";

    public byte[] Sealed { get; init; } = [];

    public CloudMaker Maker => Words.Parse<CloudMaker>(Cloud);
}

/// <summary>A link to a maker's account.</summary>
internal sealed class CloudLinkRow
{
    public CloudLinkId Id { get; init; }

    public HouseholdId HouseholdId { get; init; }

    public string Cloud { get; init; } = "";

    public string State { get; init; } = "asked";

    public byte[] Sealed { get; init; } = [];

    public AccountId AskedBy { get; init; }

    /// <summary>The session in which it was asked.</summary>
    public SessionId? AskedIn { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public string Role { get; init; } = "";

    public CloudMaker Maker => Words.Parse<CloudMaker>(Cloud);

    public CloudLinkState LinkState => Words.Parse<CloudLinkState>(State);

    public bool IsOwners => Words.Parse<MemberRole>(Role) == MemberRole.Owner;
}
