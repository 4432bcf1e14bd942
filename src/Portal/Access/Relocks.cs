using System.Text.Json;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What the portal tries by itself when an opening of ours is not secured: it asks the device once to lock, or a garage door that warns and
/// met nothing in its way to close (S07, S08), unless its owner wants only to be told. It follows the ledger, so it acts only on an alert that is kept.
/// </summary>
internal sealed class Relocks(LedgerFeed feed, LedgerWriter ledger, IDeviceLink link, ILogger<Relocks> logger)
    : LedgerFollower(feed, logger)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);
    private readonly LedgerFeed _feed = feed;

    /// <summary>Only what is raised from now on: to lock after an outage is a person's, who sees what is there.</summary>
    protected override string? Name => null;

    protected override async Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries.Where(entry => entry.Kind == EntryKinds.AlertOpened))
        {
            using var data = JsonDocument.Parse(entry.Data);
            if (PortalId.TryParse<AlertId>(data.RootElement.GetProperty("alert").GetString(), out var alert))
                await TryAsync(alert, cancellationToken);
        }
    }

    /// <summary>Asks once, if this is an alert to be ended by asking.</summary>
    public async Task TryAsync(AlertId alert, CancellationToken cancellationToken)
    {
        var now = _feed.Time.GetUtcNow();
        var (device, command) = await _feed.Database.WriteAsync(tx => Decide(tx, alert, now), cancellationToken);
        if (device is not null && command is not null && !await link.SendAsync(device.Device, command, CancellationToken.None))
            await _feed.Database.WriteAsync(tx => AlertStore.Did(tx, alert, AlertDeed.NotReached), CancellationToken.None);
    }

    private (DeviceContext? Device, DeviceCommand? Command) Decide(Transaction tx, AlertId alert, DateTimeOffset now)
    {
        var row = tx.Connection.QuerySingleOrDefault<Row>(
            """
            SELECT alert.kind, alert.device_id, device.capabilities,
                   EXISTS (SELECT 1 FROM alert other WHERE other.access_point_id = alert.access_point_id AND other.kind = 'obstructed'
                             AND other.state <> 'cleared') AS is_obstructed
            FROM alert JOIN device ON device.id = alert.device_id
            JOIN access_point ON access_point.id = alert.access_point_id
            WHERE alert.id = @alert AND alert.state <> 'cleared' AND alert.opening_id IS NOT NULL AND access_point.relocks
            """,
            new { alert });
        if (row is null || DeviceStore.Find(tx.Connection, row.DeviceId) is not { } device || CommandFor(row, device) is not { } name)
            return (null, null);
        if (!AlertStore.Did(tx, alert, name == CommandNames.Lock ? AlertDeed.LockAsked : AlertDeed.CloseAsked))
            return (null, null);

        var command = new DeviceCommand(PortalId.New<CommandId>(now), name, now + Life, OpenSeconds: null);
        CommandStore.Add(tx, device.Device, command, opening: null, now);
        var data = LedgerData.Of(new { command = command.Id, name, alert });
        ledger.Append(tx, now, device.Entry(EntryKinds.LockAsked, Actor.Portal, now, data));
        return (device, command);
    }

    private static string? CommandFor(Row row, DeviceContext device)
    {
        var can = JsonSerializer.Deserialize<HashSet<string>>(row.Capabilities) ?? [];
        return Words.Parse<AlertKind>(row.Kind) switch
        {
            AlertKind.NotRelocked when can.Contains(Capabilities.Lock) && device.Facts.Door == DoorState.Closed => CommandNames.Lock,
            AlertKind.LeftOpen when can.Contains(Capabilities.DoorDrive) && can.Contains(Capabilities.CloseWarning) && !row.IsObstructed =>
                CommandNames.Close,
            _ => null,
        };
    }

    private sealed class Row
    {
        public string Kind { get; init; } = "";

        public DeviceId DeviceId { get; init; }

        public string Capabilities { get; init; } = "[]";

        public bool IsObstructed { get; init; }
    }
}
