using Portal.Client.Accounts;
using Portal.Client.Deliveries;

namespace Portal.Client.Access;

/// <summary>An approved window whose rehearsal failed, and that nobody has decided about.</summary>
public sealed record ReadinessView
{
    public required DeliveryId DeliveryId { get; init; }

    public required AccessPointId AccessPointId { get; init; }

    public required string AccessPointName { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>What whoever looks may do there.</summary>
    public required MemberRole Role { get; init; }

    public required DateTimeOffset WindowStart { get; init; }

    /// <summary>What failed, at least one.</summary>
    public required IReadOnlyList<ReadinessFault> Faults { get; init; }

    /// <summary>The owner's own list: 'alarm off', 'dog upstairs'.</summary>
    public required IReadOnlyList<string> Checklist { get; init; }
}
