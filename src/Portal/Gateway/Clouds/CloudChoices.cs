using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Gateway;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>What an owner may put at an access point, as the makers tell it now, and putting it there.</summary>
internal sealed class CloudChoices(Database database, MakerClouds clouds, CloudLinks links, CloudPairings pairings)
{
    /// <summary>The links of the household with what is in them; null for a stranger and for who is not an owner.</summary>
    public async Task<CloudsView?> FindAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        if (await links.RefuseAsync(account, isFresh: true, accessPoint, cancellationToken) is not null)
            return null;
        var (point, rows, keys) = await database.ReadAsync(
            connection => (PairingStore.FindAccessPoint(connection, account, accessPoint), CloudStore.List(connection, account, accessPoint), PairedKeys(connection)),
            cancellationToken);
        if (point is null)
            return null;
        var views = await Task.WhenAll(rows.Select(row => ToViewAsync(row, CloudWords.Opens(row.Maker) == point.Kind, keys, cancellationToken)));
        return new CloudsView { Offered = clouds.At(point.Kind), Links = views };
    }

    /// <summary>Whether a maker's devices open such an access point.</summary>
    public Task<bool> FitsAsync(AccountId account, AccessPointId accessPoint, CloudMaker maker, CancellationToken cancellationToken) => database.ReadAsync(
        connection => PairingStore.FindAccessPoint(connection, account, accessPoint)?.Kind == CloudWords.Opens(maker), cancellationToken);

    /// <summary>Only what the maker says is in the account of this link, and only where such a thing can be.</summary>
    public async Task<AccessOutcome> PairAsync(
        AccountId? account, bool isFresh, AccessPointId accessPoint, CloudLinkId id, string makersId, CancellationToken cancellationToken)
    {
        if (await links.RefuseAsync(account, isFresh, accessPoint, cancellationToken) is { } refusal)
            return refusal;
        var rows = await database.ReadAsync(connection => CloudStore.List(connection, account, accessPoint), cancellationToken);
        if (rows.FirstOrDefault(row => row.Id == id) is not { } link || account is not { } owner)
            return AccessOutcome.NotFound;
        if (!await FitsAsync(owner, accessPoint, link.Maker, cancellationToken)
            || link.LinkState != CloudLinkState.Linked || clouds.Find(link.Maker) is not { } cloud
            || (await ListAsync(link, cloud, cancellationToken)).Devices is not { } listed)
            return AccessOutcome.NoLongerPossible;
        if (listed.FirstOrDefault(one => one.Id == makersId) is not { } found)
            return AccessOutcome.NotFound;
        return await pairings.PairAsync(
            account, isFresh, accessPoint, ToDevice(found, cloud), (tx, device) => CloudStore.AddDevice(tx, device, id, makersId), cancellationToken);
    }

    private static HashSet<string> PairedKeys(System.Data.Common.DbConnection connection) =>
        connection.Query<string>("SELECT key_thumbprint FROM device WHERE cloud IS NOT NULL AND state <> 'released'").ToHashSet();

    private static CloudDevice ToDevice(MakersDevice found, IMakerCloud cloud) => new()
    {
        Maker = cloud.Maker,
        Serial = found.Id,
        Model = found.Model,
        Profile = found.Profile,
        Capabilities = found.Capabilities,
        PollSeconds = cloud.PollSeconds,
    };

    private async Task<CloudLinkView> ToViewAsync(CloudLinkRow row, bool fits, HashSet<string> paired, CancellationToken cancellationToken)
    {
        var cloud = fits ? clouds.Find(row.Maker) : null;
        var (listed, away) = row.LinkState == CloudLinkState.Linked && cloud is not null ? await ListAsync(row, cloud, cancellationToken) : (null, null);
        return new CloudLinkView
        {
            Id = row.Id,
            Maker = row.Maker,
            State = row.LinkState,
            AskedAt = row.AskedAt,
            Fits = fits,
            Away = away,
            Devices = cloud is null ? null : listed?.Select(one => ToView(one, paired.Contains(ToDevice(one, cloud).Key))).ToList(),
        };
    }

    private static CloudDeviceView ToView(MakersDevice one, bool isPaired) => new()
    {
        MakersId = one.Id,
        Name = one.Name,
        Model = one.Model,
        TellsOfDoor = one.Capabilities.Contains(Capabilities.DoorContact),
        IsPaired = isPaired,
    };

    /// <summary>Null: the maker gives no answer, and perhaps why.</summary>
    private async Task<(IReadOnlyList<MakersDevice>? Devices, CloudAway? Away)> ListAsync(CloudLinkRow link, IMakerCloud cloud, CancellationToken cancellationToken)
    {
        try
        {
            return (await cloud.ListAsync(links.Open(link), cancellationToken), null);
        }
        catch (CloudException exception)
        {
            return (null, exception.Away);
        }
    }
}
