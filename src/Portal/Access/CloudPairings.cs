using System.Text.Json;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// An owner puts a device at an access point for which its maker's cloud speaks. It has no key: nothing can sign in as it, and nothing that
/// is said of it is signed. The owner's choice, proven a short while ago (S25), stands in place of the check number.
/// </summary>
internal sealed class CloudPairings(Database database, LedgerWriter ledger, TimeProvider time)
{
    /// <param name="account">Who asks.</param>
    /// <param name="isFresh">They proved who they are a short while ago.</param>
    /// <param name="accessPoint">Where it is.</param>
    /// <param name="device">What its maker says that it is.</param>
    /// <param name="attach">Notes, in the same transaction, how the maker's cloud is asked about it.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public Task<AccessOutcome> PairAsync(
        AccountId? account, bool isFresh, AccessPointId accessPoint, CloudDevice device, Action<Transaction, DeviceId> attach,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || PairingStore.FindAccessPoint(tx.Connection, by, accessPoint) is not { } point)
                    return AccessOutcome.NotFound;
                if (point.Role != MemberRole.Owner)
                    return AccessOutcome.NotAllowed;
                if (!isFresh)
                    return AccessOutcome.SignInAgain;
                // A lock opens a door and a car its trunk: what the other would say of the opening is about something else.
                if (point.Kind != CloudWords.Opens(device.Maker))
                    return AccessOutcome.NotFound;
                if (PairingStore.IsKeyInUse(tx, device.Key))
                    return AccessOutcome.NoLongerPossible;
                var id = PortalId.New<DeviceId>(now);
                Insert(tx, id, accessPoint, device, by, now);
                DeviceStore.Begin(tx, id, device.PollSeconds);
                attach(tx, id);
                ledger.Append(tx, now, Entry(point, accessPoint, id, device, by, now));
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    private static void Insert(Transaction tx, DeviceId id, AccessPointId accessPoint, CloudDevice device, AccountId by, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO device (id, access_point_id, state, profile, model, serial, firmware, capabilities, heartbeat_seconds,
                                key_x, key_y, key_thumbprint, check_number, claimed_at, paired_at, paired_by, cloud)
            VALUES (@id, @accessPoint, 'active', @Profile, @Model, @Serial, '', @capabilities, @PollSeconds,
                    '', '', @Key, '', @now, @now, @by, @cloud)
            """,
            new
            {
                id,
                accessPoint,
                device.Profile,
                device.Model,
                device.Serial,
                capabilities = JsonSerializer.Serialize(device.Capabilities),
                device.PollSeconds,
                device.Key,
                now,
                by,
                cloud = Words.Of(device.Maker),
            });

    private static NewEntry Entry(
        OwnedAccessPoint point, AccessPointId accessPoint, DeviceId id, CloudDevice device, AccountId by, DateTimeOffset now) => new()
    {
        Kind = EntryKinds.DevicePaired,
        Actor = new Actor(ActorKind.Account, by.Value),
        At = now,
        Household = point.Household,
        AccessPoint = accessPoint,
        Device = id,
        Data = LedgerData.Of(new { device.Profile, cloud = device.Maker }),
    };
}

/// <summary>A device as its maker's cloud describes it.</summary>
internal sealed record CloudDevice
{
    public required CloudMaker Maker { get; init; }

    /// <summary>What the maker calls it.</summary>
    public required string Serial { get; init; }

    public required string Model { get; init; }

    /// <summary>The word of a <see cref="DeviceProfile"/>.</summary>
    public required string Profile { get; init; }

    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>How often it is asked while nothing is near.</summary>
    public required int PollSeconds { get; init; }

    /// <summary>Stands where the thumbprint of a key does: the same thing is paired once.</summary>
    public string Key => $"{Words.Of(Maker)}:{Serial}";
}
