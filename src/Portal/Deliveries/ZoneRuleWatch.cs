using NodaTime;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>
/// Zone rules come with the portal, so they change with a start: then each window that lies ahead is held against what was written, and owners
/// are asked about those that no longer agree (S18). Until they answer the instants stand.
/// </summary>
internal sealed class ZoneRuleWatch(
    Database database, DeliveryChanges changes, IDateTimeZoneProvider zones, TimeProvider time, ILogger<ZoneRuleWatch> logger) : BackgroundService
{
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ahead = await database.ReadAsync(connection => MovedWindowStore.ListAhead(connection, now), cancellationToken);
        var differing = ahead.Where(one => MovedTo(one) != one.Asked).ToList();
        if (differing.Count == 0)
            return;
        await database.WriteAsync(
            tx =>
            {
                // Read again: somebody may have answered meanwhile.
                foreach (var one in MovedWindowStore.ListAhead(tx.Connection, now).Where(one => MovedTo(one) != one.Asked))
                    Ask(tx, one, now);
            },
            cancellationToken);
        logger.WindowsMoved(differing.Count, zones.VersionId);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => CompareAsync(stoppingToken);

    /// <summary>What was written means now, where that is not what was agreed.</summary>
    private DeliveryWindow? MovedTo(AgreedWindow one)
    {
        var means = WrittenWindow.Parse(one.Written).Means(zones[one.Zone], one.Window);

        // A window that a gap swallows whole cannot be moved to what was written.
        return means == one.Window || means.Start >= means.End ? null : means;
    }

    private void Ask(Transaction tx, AgreedWindow one, DateTimeOffset now)
    {
        if (MovedTo(one) is not { } means)
        {
            MovedWindowStore.Delete(tx, one.Id);
            return;
        }

        MovedWindowStore.Save(tx, one.Id, means, now);
        if (DeliveryStore.Find(tx.Connection, one.Id) is { } delivery)
            changes.Note(tx, delivery, EntryKinds.DeliveryWindowInDoubt, Actor.Portal, now);
    }
}
