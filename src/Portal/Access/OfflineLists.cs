using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// The list that each device is to hold for use without a line (S14): made anew, whole, each time something changes; a grant comes into it
/// 60 min before its window. Whoever changes something need not know of it: a follower of the ledger asks.
/// </summary>
internal sealed class OfflineLists(Database database, LedgerWriter ledger, GrantCodes codes, TrustedClock clock)
{
    /// <summary>How long before its window a grant comes into the list.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(60);

    /// <summary>Makes the lists anew of those devices that an entry may be about; a list that has changed is an entry of its own.</summary>
    public async Task RefreshAsync(string? household, string? accessPoint, CancellationToken cancellationToken)
    {
        var devices = await database.ReadAsync(connection => OfflineStore.FindDevices(connection, household, accessPoint), cancellationToken);
        if (devices.Count == 0)
            return;
        var now = clock.Read().Now;
        await database.WriteAsync(
            tx =>
            {
                foreach (var device in devices)
                    Refresh(tx, device, now);
            },
            cancellationToken);
    }

    /// <summary>Whether a device has a list at all, or is to have one: most have none, and cost the writer no turn.</summary>
    public Task<bool> HasAnyAsync(DeviceId device, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => OfflineStore.FindDevice(connection, device) is not null, cancellationToken);

    /// <summary>The list to send to a device that is connected; null for one that never had any.</summary>
    public Task<SyncGrants?> FetchAsync(DeviceId device, CancellationToken cancellationToken)
    {
        var now = clock.Read().Now;
        return database.WriteAsync(tx => Fetch(tx, device, now), cancellationToken);
    }

    /// <summary>The device holds this version; false where it was never sent one so new.</summary>
    public Task<bool> AcknowledgeAsync(DeviceId device, long version, CancellationToken cancellationToken)
    {
        var now = clock.Read().Now;
        return database.WriteAsync(
            tx =>
            {
                if (OfflineStore.FindDevice(tx.Connection, device) is not { Version: { } newest } holder || version > newest)
                    return false;
                // An older one says nothing: the newest is on its way.
                if (version == newest)
                    OfflineStore.Acknowledge(tx, holder, OfflineContent.Parse(holder.Content), now);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Makes one list anew in the transaction of a timer.</summary>
    public void Refresh(Transaction tx, DeviceId id, DateTimeOffset now)
    {
        if (OfflineStore.FindDevice(tx.Connection, id) is not { } device)
            return;
        var content = Content(tx, device, now).ToText();
        if (content == device.Content)
            return;
        OfflineStore.Keep(tx, id, content);
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.OfflineListMade,
            Actor = Actor.Portal,
            At = now,
            Household = device.HouseholdId,
            AccessPoint = device.AccessPointId,
            Device = id,
            Data = LedgerData.Of(new { version = (device.Version ?? 0) + 1, grants = OfflineContent.Parse(content).Grants.Count }),
        });
    }

    private static OfflineContent Content(Transaction tx, OfflineDevice device, DateTimeOffset now)
    {
        var grants = device is { Mode: OfflineMode.Synced, SealedGrantKey: not null }
            ? OfflineStore.GrantsFor(tx.Connection, device, now, now + Ahead)
            : [];
        var arming = device is { Mode: OfflineMode.Pin, IsPaused: false } ? device.PinArming ?? 1 : 0;
        return new OfflineContent(
            [.. grants.Select(grant => grant.Id)],
            [.. grants.Select(OfflineContent.FormOf)],
            device.SealedOfflineSecret is null ? null : arming,
            [.. OfflineStore.EndedPins(tx.Connection, device, now).Select(pin => pin.ToString())]);
    }

    private SyncGrants? Fetch(Transaction tx, DeviceId id, DateTimeOffset now)
    {
        Refresh(tx, id, now);
        if (OfflineStore.FindDevice(tx.Connection, id) is not { Version: { } version } device)
            return null;
        var content = OfflineContent.Parse(device.Content);
        OfflineStore.Sent(tx, id, content.Grants, now);
        return new SyncGrants
        {
            Version = version,
            LeaseSeconds = GatewayLimits.LeaseSeconds,
            Grants = [.. content.Grants.Select(grant => GrantStore.Find(tx.Connection, grant)).OfType<GrantRow>().Select(grant => Listed(grant, device))],
            Pins = content.Arming is { } arming ? new SyncedPins { Arming = arming, Ended = content.Ended } : null,
        };
    }

    private SyncedGrant Listed(GrantRow grant, OfflineDevice device) => new()
    {
        GrantId = grant.Id.Value,
        NotBefore = Rfc3339.Format(grant.NotBefore),
        NotAfter = Rfc3339.Format(grant.NotAfter),
        CodeHash = codes.Hash(grant, device.SealedGrantKey ?? throw new InvalidOperationException("A list of grants needs a key.")),
    };
}

/// <summary>A window comes within 60 min: its grant goes to the device that may honour it without a line.</summary>
internal sealed class WindowNearTimer(OfflineLists lists) : ITimerHandler
{
    public TimerKind Kind => TimerKind.WindowNear;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (GrantStore.Find(tx.Connection, GrantId.From(subject)) is not { } grant)
            return;
        foreach (var device in OfflineStore.FindDevices(tx.Connection, household: null, grant.AccessPointId.Value))
            lists.Refresh(tx, device, now);
    }
}
