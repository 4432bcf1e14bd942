using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Live;

/// <summary>One entry about an access point of the caller's (interfaces.md, Owners' own programs).</summary>
internal sealed record AccessEvent
{
    public required long Position { get; init; }

    public required EventId Id { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required bool Late { get; init; }

    public required AccessPointId AccessPointId { get; init; }

    public DeliveryId? DeliveryId { get; init; }

    public DeviceId? DeviceId { get; init; }

    public required Actor Actor { get; init; }

    public required JsonElement Data { get; init; }

    public static AccessEvent Of(LedgerEntry entry, AccessPointId accessPoint) => new()
    {
        Position = entry.Position,
        Id = entry.Id,
        Kind = entry.Kind,
        At = entry.At,
        ReceivedAt = entry.ReceivedAt,
        Late = entry.Late,
        AccessPointId = accessPoint,
        DeliveryId = entry.DeliveryId,
        DeviceId = entry.DeviceId,
        Actor = entry.Actor,
        Data = JsonSerializer.Deserialize<JsonElement>(entry.Data),
    };
}

/// <summary>A delivery has another state.</summary>
internal sealed record DeliveryChanged(long Position, DeliveryId DeliveryId, DeliveryState State, DateTimeOffset At);

/// <summary>An alert was raised, taken care of or is over.</summary>
internal sealed record AlertChanged(long Position, AlertId AlertId, string Kind, AlertState State, AccessPointId AccessPointId, DateTimeOffset At);

/// <summary>Entries after a position; where there are more, where to go on.</summary>
internal sealed record EventPage(IReadOnlyList<AccessEvent> Events, long? Next);
