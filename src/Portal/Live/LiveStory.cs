using System.Collections.Frozen;
using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Live;

/// <summary>What an entry means for the things that programs watch: a delivery's state, an alert's state.</summary>
internal static class LiveStory
{
    private static readonly FrozenDictionary<string, DeliveryState> Deliveries = new Dictionary<string, DeliveryState>(StringComparer.Ordinal)
    {
        [EntryKinds.DeliveryRequested] = DeliveryState.Requested,
        [EntryKinds.DeliveryCountered] = DeliveryState.Requested,
        [EntryKinds.DeliveryApproved] = DeliveryState.Approved,
        [EntryKinds.DeliveryRearmed] = DeliveryState.Approved,
        [EntryKinds.DeliveryDeclined] = DeliveryState.Declined,
        [EntryKinds.DeliveryWithdrawn] = DeliveryState.Withdrawn,
        [EntryKinds.DeliveryLapsed] = DeliveryState.Lapsed,
        [EntryKinds.DeliveryRevoked] = DeliveryState.Revoked,
        [EntryKinds.DeliveryStarted] = DeliveryState.InProgress,
        [EntryKinds.DeliveryCompleted] = DeliveryState.Completed,
        [EntryKinds.DeliveryMissed] = DeliveryState.Missed,
        [EntryKinds.DeliveryIncident] = DeliveryState.Incident,
        [EntryKinds.DeliveryResolved] = DeliveryState.Resolved,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, AlertState> Alerts = new Dictionary<string, AlertState>(StringComparer.Ordinal)
    {
        [EntryKinds.AlertOpened] = AlertState.Open,
        [EntryKinds.AlertAcknowledged] = AlertState.Acknowledged,
        [EntryKinds.AlertCleared] = AlertState.Cleared,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static DeliveryChanged? DeliveryOf(AccessEvent entry) =>
        entry.DeliveryId is { } delivery && Deliveries.TryGetValue(entry.Kind, out var state)
            ? new DeliveryChanged(entry.Position, delivery, state, entry.At)
            : null;

    public static AlertChanged? AlertOf(AccessEvent entry) =>
        Alerts.TryGetValue(entry.Kind, out var state)
        && PortalId.TryParse<AlertId>(TextOf(entry.Data, "alert"), out var alert)
        && TextOf(entry.Data, "kind") is { } kind
            ? new AlertChanged(entry.Position, alert, kind, state, entry.AccessPointId, entry.At)
            : null;

    private static string? TextOf(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
