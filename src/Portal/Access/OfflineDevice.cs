using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;

namespace Portal.Access;

/// <summary>A device that can judge codes by itself, with the list that it is to hold.</summary>
internal sealed class OfflineDevice
{
    public DeviceId Id { get; init; }

    public AccessPointId AccessPointId { get; init; }

    public HouseholdId HouseholdId { get; init; }

    public string OfflineMode { get; init; } = "";

    public byte[]? SealedGrantKey { get; init; }

    public byte[]? SealedOfflineSecret { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>Null: it has never had one.</summary>
    public long? Version { get; init; }

    public string? Content { get; init; }

    public long? AckedVersion { get; init; }

    public int? PinArming { get; init; }

    public OfflineMode Mode => Words.Parse<OfflineMode>(OfflineMode);
}
