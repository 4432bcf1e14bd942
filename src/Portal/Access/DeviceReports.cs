using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>What devices say: batches of events and heartbeats. One transaction each; acknowledged means stored (S23).</summary>
internal sealed class DeviceReports(
    Database database, LedgerWriter ledger, Openings openings, EventAlerts eventAlerts, DeviceAlerts alerts, TrustedClock clock)
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(30);

    /// <summary>Stores a batch whole, or refuses it whole when a number was used with other bytes: then the device is quarantined (S21).</summary>
    public async Task<ReportOutcome> RecordAsync(DeviceId device, IReadOnlyList<DeviceEvent> batch, CancellationToken cancellationToken)
    {
        var now = clock.Read().Now;
        try
        {
            await database.WriteAsync(tx => Record(tx, Find(tx, device), batch, now), cancellationToken);
            return new ReportOutcome(now, Conflict: null);
        }
        catch (EventConflictException conflict)
        {
            await database.WriteAsync(tx => alerts.Quarantine(tx, Find(tx, device), now), CancellationToken.None);
            return new ReportOutcome(now, conflict.Index);
        }
    }

    /// <summary>Confirms what the device last signed, or contradicts it; answers when to beat again.</summary>
    public async Task<HeartbeatAnswer> HeartbeatAsync(DeviceId device, DeviceHeartbeat heartbeat, CancellationToken cancellationToken)
    {
        var (now, isUnsure) = clock.Read();
        return await database.WriteAsync(
            tx =>
            {
                var interval = Hear(tx, device, heartbeat, isUnsure, now);
                // While our clock is unsure nothing new is authorised (S19).
                return new HeartbeatAnswer(now, interval, !isUnsure && OfflineStore.HoldsNewest(tx.Connection, device));
            },
            cancellationToken);
    }

    private static DeviceContext Find(Transaction tx, DeviceId device) =>
        DeviceStore.Find(tx.Connection, device) ?? throw new DeviceGoneException(device);

    private void Record(Transaction tx, DeviceContext before, IReadOnlyList<DeviceEvent> batch, DateTimeOffset now)
    {
        var device = before;
        var news = new List<ReceivedEvent>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var digest = DeviceEventStore.Digest(batch[i]);
            switch (Known(tx, device, batch[i], digest))
            {
                case DeviceEventStore.Known.New:
                    device = Take(tx, device, batch[i], digest, news, now);
                    break;
                case DeviceEventStore.Known.Same:
                    break;
                case DeviceEventStore.Known.Other:
                    throw new EventConflictException(i);
                default:
                    throw new InvalidOperationException("No such answer.");
            }
        }

        if (news.Count > 0)
            Store(tx, before, device, news, now);
    }

    private static DeviceEventStore.Known Known(Transaction tx, DeviceContext device, DeviceEvent said, byte[] digest) =>
        said.Epoch == device.Epoch && said.Seq > device.HighestSeq
            ? DeviceEventStore.Known.New
            : DeviceEventStore.Find(tx, device.Device, said, digest);

    private static DeviceContext Take(
        Transaction tx, DeviceContext device, DeviceEvent said, byte[] digest, List<ReceivedEvent> news, DateTimeOffset now)
    {
        var reach = device.Reach(said.Epoch);
        var late = now - said.At > LateAfter || said.Seq > reach.Contiguous + 1;
        var isSuspect = said.At > now && AlertRules.IsClockOff(said.At, now);
        var at = isSuspect ? now : said.At;
        DeviceEventStore.Add(tx, device.Device, said, digest, at, late, isSuspect);
        news.Add(new ReceivedEvent(said, at, late, isSuspect, device.Facts) { IsHighest = said.Epoch == device.Epoch && said.Seq > device.HighestSeq });
        if (said.Dropped is { } dropped && dropped < said.Seq)
            DeviceEventStore.NoteDropped(tx, device.Device, said, dropped, digest);
        reach = Advance(tx, device.Device, reach, said);
        if (said.Epoch != device.Epoch)
            FormerEpochs.Reach(tx, device.Device, reach);
        return device.After(reach) with
        {
            Facts = device.Facts.Take(new EventNumber(said.Epoch, said.Seq), said.Kind, at, late, now),
            ClockSuspect = device.ClockSuspect || isSuspect,
        };
    }

    private static EpochReach Advance(Transaction tx, DeviceId device, EpochReach reach, DeviceEvent said)
    {
        var highest = Math.Max(reach.Highest, said.Seq);
        if (said.Seq == reach.Contiguous + 1 && said.Seq > reach.Highest)
            return reach with { Highest = highest, Contiguous = said.Seq };
        return said.Seq == reach.Contiguous + 1 || said.Dropped is not null
            ? reach with { Highest = highest, Contiguous = DeviceEventStore.Contiguous(tx, device, said.Epoch, reach.Contiguous) }
            : reach with { Highest = highest };
    }

    private void Store(Transaction tx, DeviceContext before, DeviceContext device, List<ReceivedEvent> news, DateTimeOffset now)
    {
        var isHeard = before.Silent && device.Facts.BelievedUntil is not null;
        device = device with { Silent = before.Silent && !isHeard };
        DeviceStore.Save(tx, device);
        DeviceStore.Heard(tx, device.Device, now, news.LastOrDefault(one => one.Said.BatteryPercent is not null)?.Said.BatteryPercent);

        var kept = news.Where(one => KeepsPosition(tx, device, one, now)).ToList();
        if (kept.Count > 0)
        {
            var first = ledger.Append(tx, now, Entries(tx, device, kept));
            DeviceStore.Changed(tx, device.Device, kept[^1].At, first + kept.Count - 1);
        }

        foreach (var one in news)
            CommandResults.Reconcile(tx, ledger, device, one, now);
        var told = openings.Follow(tx, device, news, now);
        device = told.Device;
        foreach (var one in news)
            eventAlerts.Follow(tx, device, one, told.Hold(one.Number), now);
        alerts.Compare(tx, before, device with { Facts = before.Facts }, now);
        if (kept.Exists(one => one.Said.Position is not null))
            alerts.FollowCar(tx, device, now);
        if (isHeard)
            alerts.HeardAgain(tx, device, now);
    }

    /// <summary>A position that must not be kept is acknowledged and dropped; its number is noted, so it is no gap (S23).</summary>
    private static bool KeepsPosition(Transaction tx, DeviceContext device, ReceivedEvent one, DateTimeOffset now)
    {
        if (one.Said.Kind != EventKinds.Position)
            return true;
        return one.Said.Position is { } position
            ? CarPositions.Take(tx, device, position, one.Said.Moving, one.IsHighest, now)
            : CarPositions.MayKeep(tx.Connection, device.AccessPoint, now);
    }

    private static List<NewEntry> Entries(Transaction tx, DeviceContext device, IEnumerable<ReceivedEvent> kept)
    {
        // From a code on that the device judged by itself, what it says is about that delivery.
        var delivery = device.Opening?.Delivery;
        var entries = new List<NewEntry>();
        foreach (var one in kept)
        {
            if (one.Said.Kind == EventKinds.CodeAcceptedOffline)
                delivery = OfflineUses.DeliveryOf(tx, device, one) ?? delivery;
            entries.Add(Entry(device, one) with { Delivery = delivery });
        }

        return entries;
    }

    private static NewEntry Entry(DeviceContext device, ReceivedEvent one) =>
        device.Entry(one.Said.Kind, new Actor(ActorKind.Device, device.Device.Value), one.At, one.Said.Data, one.Late) with
        {
            ClaimedAt = one.ClockSuspect ? one.Said.At : null,
            Evidence = new DeviceEvidence(one.Said.CanonicalBytes, one.Said.Signature),
        };

    private int Hear(Transaction tx, DeviceId id, DeviceHeartbeat heartbeat, bool isClockUnsure, DateTimeOffset now)
    {
        var before = Find(tx, id);
        var interval = heartbeat.PollSeconds
            ?? (DeviceStore.IsWindowNear(tx.Connection, before.AccessPoint, now) ? GatewayLimits.ShortestHeartbeatSeconds : before.AskedHeartbeatSeconds);
        var facts = (before.Facts with { IntervalSeconds = interval }).Hear(heartbeat, now);
        var isHeard = before.Silent && facts.BelievedUntil is not null;
        var device = before with
        {
            Facts = facts,
            Silent = before.Silent && !isHeard,
            BatteryPercent = heartbeat.BatteryPercent ?? before.BatteryPercent,
            // While it is our clock that has jumped, nothing is said of others'.
            ClockSuspect = isClockUnsure ? before.ClockSuspect : AlertRules.IsClockOff(heartbeat.At, now),
        };
        DeviceStore.Save(tx, device);
        DeviceStore.Heard(tx, id, now, heartbeat.BatteryPercent, isClockUnsure ? null : heartbeat.At - now);
        if (heartbeat.Position is { } position && CarPositions.Take(tx, device, position, moving: null, isHighest: false, now))
            alerts.FollowCar(tx, device, now);

        if (isHeard)
            alerts.HeardAgain(tx, device, now);
        alerts.Compare(tx, before, device, now);
        if (IsNewlyContradicted(before.Facts, facts))
            alerts.Contradicted(tx, device, now);
        return interval;
    }

    private static bool IsNewlyContradicted(DeviceFacts before, DeviceFacts now) =>
        (now.LockContradicted && !before.LockContradicted) || (now.DoorContradicted && !before.DoorContradicted);
}
