using Portal.Access;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Takes over what a maker reports of its codes' uses, by the way of every use without the line: judged at its own time, and the one opening
/// of its grant where it was in order (S10, S14).
/// </summary>
internal sealed class CloudUses(Database database, DeviceReports reports, TimeProvider time)
{
    /// <summary>So long after a code left the lock a use of it is still asked for.</summary>
    private static readonly TimeSpan ToldLate = TimeSpan.FromMinutes(10);

    public async Task TakeAsync(CloudLine line, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (line.Cloud.Codes is not { } codes
            || await database.ReadAsync(connection => CloudStore.UsesSince(connection, line.Device, now - ToldLate), cancellationToken) is not { } since)
            return;
        var told = await codes.UsesAsync(line.Account, line.MakersId, since, cancellationToken);
        if (told.Count == 0)
            return;
        var events = await database.ReadAsync(connection => Events(connection, line, told, now), cancellationToken);
        if (events.Count > 0)
            await reports.RecordAsync(line.Device, events, cancellationToken);
        // Only now: what was not stored is asked for again, and the same attempt is the same opening.
        await database.WriteAsync(tx => CloudStore.UsesSeen(tx, line.Device, told.Max(use => use.ToldAt)), cancellationToken);
    }

    private static List<DeviceEvent> Events(
        System.Data.Common.DbConnection connection, CloudLine line, IReadOnlyList<MakersUse> told, DateTimeOffset now)
    {
        var device = DeviceStore.Find(connection, line.Device) ?? throw new DeviceGoneException(line.Device);
        var events = new List<DeviceEvent>();
        foreach (var use in told.OrderBy(use => use.At))
        {
            if (MakerCodeStore.FindGrant(connection, line.Device, use.Code) is not { } grant)
                continue;
            var at = CloudEvent.NotAhead(use.At, now);
            var cloud = line.Cloud.Maker;
            var accepted = LedgerData.Of(new { attemptId = use.Id, grantId = grant, cloud });
            events.Add(CloudEvent.Of(device, events.Count, EventKinds.CodeAcceptedOffline, at, accepted) with { Offline = new OfflineClaim(use.Id, grant, Pin: null) });
            var unlocked = LedgerData.Of(new { source = EventSources.Keypad, cloud });
            events.Add(CloudEvent.Of(device, events.Count, EventKinds.Unlocked, at, unlocked) with { Source = EventSources.Keypad });
        }

        return events;
    }
}
