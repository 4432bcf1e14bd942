using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;

namespace Portal.Gateway;

/// <summary>
/// Keeps the lists that devices hold for use without a line as they should be: has them made anew after every entry that may change one,
/// and sends a new one to its device if that is connected now. What is not connected is sent its list when it comes.
/// </summary>
internal sealed class OfflineNews(LedgerFeed feed, OfflineLists lists, Connections connections, ILogger<OfflineNews> logger)
    : LedgerFollower(feed, logger)
{
    protected override string? Name => null;

    /// <summary>Sends the whole list to a device that has just come, or whose list has changed.</summary>
    public async Task TellAsync(DeviceConnection connection, CancellationToken cancellationToken)
    {
        if (connection.IsConfirmed && await lists.HasAnyAsync(connection.Device, cancellationToken)
            && await lists.FetchAsync(connection.Device, cancellationToken) is { } list)
            await connection.SendAsync(GatewayMethods.SyncGrants, list, cancellationToken);
    }

    protected override async Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var place in entries.Where(MayChangeAList).Select(entry => (entry.HouseholdId?.Value, entry.AccessPointId?.Value)).Distinct())
            await lists.RefreshAsync(place.Item1, place.Item2, cancellationToken);
        foreach (var device in entries.Where(entry => entry.Kind == EntryKinds.OfflineListMade).Select(entry => entry.DeviceId).OfType<DeviceId>().Distinct())
        {
            if (connections.Find(device) is { } connection)
                await TellAsync(connection, cancellationToken);
        }
    }

    // What a device says changes no list, but the one use that it tells of.
    private static bool MayChangeAList(LedgerEntry entry) =>
        entry.Kind != EntryKinds.OfflineListMade && (!EventKinds.IsKnown(entry.Kind) || entry.Kind == EventKinds.CodeAcceptedOffline);
}
