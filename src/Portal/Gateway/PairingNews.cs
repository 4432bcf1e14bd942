using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;

namespace Portal.Gateway;

/// <summary>
/// Tells a connected device what was decided about it: confirmed by an owner, refused, released, lost, quarantined, given a new key. Who lost the right to be connected
/// is cut off within 2 s.
/// </summary>
internal sealed class PairingNews(
    LedgerFeed feed, Connections connections, Arrivals arrivals, ILogger<PairingNews> logger) : LedgerFollower(feed, logger)
{
    protected override string? Name => null;

    protected override async Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            if (entry.DeviceId is { } device)
                await HandleAsync(entry.Kind, device, cancellationToken);
        }
    }

    private Task HandleAsync(string kind, DeviceId device, CancellationToken cancellationToken) => kind switch
    {
        EntryKinds.DevicePaired when connections.Find(device) is { } connection => arrivals.TellAsync(connection, cancellationToken),
        EntryKinds.DeviceRefused => connections.EndAsync(device, Disconnecting.Refused, cancellationToken),
        EntryKinds.DeviceReleased or EntryKinds.DeviceLost => connections.EndAsync(device, Disconnecting.Released, cancellationToken),
        EntryKinds.DeviceQuarantined => connections.EndAsync(device, Disconnecting.Quarantined, cancellationToken),
        EntryKinds.DeviceKeyRotated => connections.EndAsync(device, Disconnecting.KeyRotated, cancellationToken),
        _ => Task.CompletedTask,
    };
}
