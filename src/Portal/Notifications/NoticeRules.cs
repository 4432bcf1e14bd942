using System.Collections.Frozen;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Ledger;

namespace Portal.Notifications;

/// <summary>Which entry is told as what, pure. What is not here is for the pages alone.</summary>
internal static class NoticeRules
{
    /// <summary>What is older when it is read is no news: a portal that was down, or that begins to tell.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    private static readonly FrozenDictionary<string, NoticeKind> Kinds = new Dictionary<string, NoticeKind>(StringComparer.Ordinal)
    {
        [EntryKinds.DeliveryRequested] = NoticeKind.Request,
        [EntryKinds.DeliveryApproved] = NoticeKind.ApprovedByRule,
        [EntryKinds.DeliveryCompleted] = NoticeKind.Delivered,
        [EntryKinds.DeliveryMissed] = NoticeKind.NotDelivered,
        [EntryKinds.DeliveryLapsed] = NoticeKind.NotDelivered,
        [EntryKinds.DeliveryWithdrawn] = NoticeKind.NotDelivered,
        [EntryKinds.DeliveryIncident] = NoticeKind.Trouble,
        [EntryKinds.DeliveryWindowInDoubt] = NoticeKind.Trouble,
        [EntryKinds.DeviceQuarantined] = NoticeKind.Trouble,
        [EntryKinds.DeviceClaimedElsewhere] = NoticeKind.Trouble,
        [EntryKinds.ReadinessFailed] = NoticeKind.Readiness,
        [EntryKinds.AccessDenied] = NoticeKind.Denied,
        [EntryKinds.WhileOffline] = NoticeKind.WhileOffline,
        [EntryKinds.OpenedByHand] = NoticeKind.OpenedByHand,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfAlerts =
        new[] { EntryKinds.AlertOpened, EntryKinds.AlertEscalated, EntryKinds.AlertAcknowledged, EntryKinds.AlertCleared }
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Kinds after which nobody needs to answer any more what they were asked about the same delivery.</summary>
    private static readonly FrozenSet<string> Answers = new[]
    {
        EntryKinds.DeliveryCountered, EntryKinds.DeliveryDeclined, EntryKinds.DeliveryRevoked, EntryKinds.DeliveryStarted, EntryKinds.DeliveryResolved,
        EntryKinds.DeliveryRearmed, EntryKinds.DeliveryWindowKept, EntryKinds.DeliveryWindowMoved, EntryKinds.ReadinessPassed,
        EntryKinds.ReadinessAccepted,
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsOfAnAlert(LedgerEntry entry) => OfAlerts.Contains(entry.Kind);

    /// <summary>Whether anybody may have to be told, or not to be told any more.</summary>
    public static bool Concerns(LedgerEntry entry) =>
        entry.HouseholdId is not null && (IsOfAnAlert(entry) || Kinds.ContainsKey(entry.Kind) || Answers.Contains(entry.Kind));

    /// <summary>Whether it makes stale what was told of the same delivery before.</summary>
    public static bool Supersedes(LedgerEntry entry) => entry.Kind is not (EntryKinds.AccessDenied or EntryKinds.WhileOffline or EntryKinds.OpenedByHand);

    /// <summary>What an entry that is not about an alert is told as; null for what is not told.</summary>
    public static NoticeKind? KindOf(LedgerEntry entry, NoticeFacts facts) => entry.Kind switch
    {
        EntryKinds.DeliveryRequested when !facts.WaitsForAnAnswer => null,
        EntryKinds.DeliveryApproved when !facts.ByRule => null,
        _ => Kinds.TryGetValue(entry.Kind, out var kind) ? kind : null,
    };

    /// <summary>An urgent alert is an alarm.</summary>
    public static NoticeKind KindOf(bool urgent) => urgent ? NoticeKind.Alarm : NoticeKind.Trouble;
}
