using Portal.Client.Access;
using Portal.Client.Deliveries;

namespace Portal.Client.Support;

/// <summary>A delivery as a support agent sees it without consent: nothing in it names a person, a place or a plate.</summary>
public sealed record MaskedDelivery
{
    public required DeliveryId Id { get; init; }

    public required string CaseNumber { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required DeliveryState State { get; init; }

    public required AccessPointKind AccessPointKind { get; init; }

    /// <summary>The zone in which the household reads the times.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Made by hand, without a verified carrier.</summary>
    public required bool MadeByHand { get; init; }

    public DeliveryWindow? Window { get; init; }

    public required bool Late { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public OpeningView? Opening { get; init; }

    public MaskedDevice? Device { get; init; }

    /// <summary>From old to new.</summary>
    public required IReadOnlyList<MaskedEntry> Entries { get; init; }
}

/// <summary>The health of the device, without its serial.</summary>
public sealed record MaskedDevice(
    string Profile, string Model, string Firmware, DateTimeOffset? LastHeardAt, int? BatteryPercent, bool Tampered, long MissingEvents);

/// <summary>What happened and who did it, by kind only, with the words of its data that name nobody.</summary>
public sealed record MaskedEntry(
    long Position, string Kind, DateTimeOffset At, DateTimeOffset ReceivedAt, bool Late, string ActorKind, IReadOnlyDictionary<string, string> Facts);
