using Portal.Client.Ledger;

namespace Portal.Client.Access;

/// <summary>The kinds that Activity can be narrowed to, in the words of its buttons.</summary>
internal static class ActivityKinds
{
    public static IReadOnlyList<(string Kind, string Word)> All { get; } =
    [
        ("door_opened", "Opened"),
        (EntryKinds.AccessDenied, "Denied"),
        (EntryKinds.AlertOpened, "Alerts"),
        (EntryKinds.DeliveryCompleted, "Delivered"),
        (EntryKinds.DeliveryApproved, "Approved"),
        (EntryKinds.SupportLooked, "Support"),
    ];
}
