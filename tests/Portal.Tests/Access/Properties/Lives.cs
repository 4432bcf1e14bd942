using System.Data.Common;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Tests.Access.Properties;

/// <summary>The states that a delivery went through, as the ledger tells them, held against the picture in product.md.</summary>
internal static class Lives
{
    private static readonly HashSet<(string? From, string To)> Allowed =
    [
        (null, EntryKinds.DeliveryRequested), (null, EntryKinds.DeliveryApproved),
        (EntryKinds.DeliveryRequested, EntryKinds.DeliveryCountered), (EntryKinds.DeliveryRequested, EntryKinds.DeliveryApproved),
        (EntryKinds.DeliveryRequested, EntryKinds.DeliveryDeclined),
        (EntryKinds.DeliveryRequested, EntryKinds.DeliveryWithdrawn), (EntryKinds.DeliveryRequested, EntryKinds.DeliveryLapsed),
        (EntryKinds.DeliveryApproved, EntryKinds.DeliveryStarted), (EntryKinds.DeliveryApproved, EntryKinds.DeliveryRevoked),
        (EntryKinds.DeliveryApproved, EntryKinds.DeliveryWithdrawn), (EntryKinds.DeliveryApproved, EntryKinds.DeliveryMissed),
        (EntryKinds.DeliveryStarted, EntryKinds.DeliveryCompleted), (EntryKinds.DeliveryStarted, EntryKinds.DeliveryMissed),
        (EntryKinds.DeliveryStarted, EntryKinds.DeliveryIncident), (EntryKinds.DeliveryMissed, EntryKinds.DeliveryRearmed),
        (EntryKinds.DeliveryIncident, EntryKinds.DeliveryResolved), (EntryKinds.DeliveryIncident, EntryKinds.DeliveryCompleted),
    ];

    /// <summary>What leaves a delivery in the state of another: a counter-proposal as it was requested, a re-armed one as approved.</summary>
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        [EntryKinds.DeliveryCountered] = EntryKinds.DeliveryRequested,
        [EntryKinds.DeliveryRearmed] = EntryKinds.DeliveryApproved,
    };

    private static readonly HashSet<string> States = [.. Allowed.Select(step => step.To)];

    public static IEnumerable<string> Against(DbConnection connection, DeliveryId delivery)
    {
        string? before = null;
        foreach (var entry in LedgerReader.Read(connection, "body.delivery_id = @delivery ORDER BY body.position", new { delivery }))
        {
            if (!States.Contains(entry.Kind))
                continue;
            if (!Allowed.Contains((before, entry.Kind)))
                yield return $"{entry.Kind} after {before ?? "nothing"}";
            before = Same.GetValueOrDefault(entry.Kind, entry.Kind);
        }
    }
}
