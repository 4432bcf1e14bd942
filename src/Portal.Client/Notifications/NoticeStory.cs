using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Client.Notifications;

/// <summary>What there is to tell, before it is put into words.</summary>
public sealed record NoticeStory
{
    public required NoticeKind Kind { get; init; }

    public required EntryView Entry { get; init; }

    /// <summary>What opens and shuts there; null for what concerns no access point.</summary>
    public AccessPointKind? Place { get; init; }

    /// <summary>The alert that it is about.</summary>
    public AlertView? Alert { get; init; }

    /// <summary>Whoever brings the parcel: the carrier, or whom the member expects.</summary>
    public string? Carrier { get; init; }

    /// <summary>The windows that are asked for, or the one that was agreed.</summary>
    public IReadOnlyList<DeliveryWindow> Windows { get; init; } = [];
}

/// <summary>A notification in words.</summary>
public sealed record NoticeText(string Title, string Body);
