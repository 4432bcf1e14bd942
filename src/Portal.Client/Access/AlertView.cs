using Portal.Client.Accounts;

namespace Portal.Client.Access;

/// <summary>An alert as a member sees it.</summary>
public sealed record AlertView
{
    public required AlertId Id { get; init; }

    public required AlertKind Kind { get; init; }

    public required AlertState State { get; init; }

    /// <summary>What whoever looks may do there.</summary>
    public required MemberRole Role { get; init; }

    public required AccessPointId AccessPointId { get; init; }

    public required string AccessPointName { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>It came due, or its event arrived, after the fact.</summary>
    public required bool Late { get; init; }

    /// <summary>Who is taking care of it; null while nobody is.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>The delivery whose opening it concerns, if any.</summary>
    public Deliveries.DeliveryId? DeliveryId { get; init; }

    /// <summary>Goes through quiet hours and is told to the next member until somebody takes it.</summary>
    public required bool Urgent { get; init; }

    /// <summary>Why, in the words of the contracts, where the kind alone does not say it.</summary>
    public string? Reason { get; init; }

    /// <summary>What the portal did about it by itself.</summary>
    public IReadOnlyList<AlertDeed> Did { get; init; } = [];
}
