using Portal.Client.Access;
using Portal.Client.Deliveries;

namespace Portal.Client.Ledger;

/// <summary>One entry of the household's ledger, as a member sees it.</summary>
public sealed record EntryView
{
    public required long Position { get; init; }

    public required EventId Id { get; init; }

    /// <summary>One of <see cref="EntryKinds"/>, or whatever a device named; an unknown kind is shown as 'other'.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required bool Late { get; init; }

    /// <summary>What the device's clock said, where that lay too far ahead: <see cref="At"/> is the time of receipt then (S20).</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>Who it was, in words that this viewer may read; null when the kind says it all.</summary>
    public string? ActorName { get; init; }

    /// <summary>To whom it was done, or about which carrier, as named now; null where the kind names nobody, or a person who is gone for good.</summary>
    public string? SubjectName { get; init; }

    public AccessPointId? AccessPointId { get; init; }

    public string? AccessPointName { get; init; }

    public string? TimeZone { get; init; }

    public DeliveryId? DeliveryId { get; init; }

    /// <summary>The JSON text of an object.</summary>
    public required string Data { get; init; }
}
