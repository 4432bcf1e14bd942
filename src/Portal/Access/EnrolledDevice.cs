using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>What the gateway has to know of a device that signs in: its key, and how far its pairing is.</summary>
internal sealed record EnrolledDevice
{
    public required DeviceId Id { get; init; }

    public required PublicKeyJwk PublicKey { get; init; }

    /// <summary>The keys of its earlier epochs: its events of then may be signed with them, it signs in with none of them.</summary>
    public IReadOnlyDictionary<int, PublicKeyJwk> FormerKeys { get; init; } = new Dictionary<int, PublicKeyJwk>();

    /// <summary>The epoch of its event numbers.</summary>
    public required int Epoch { get; init; }

    /// <summary>What it asked for when it claimed.</summary>
    public required int HeartbeatSeconds { get; init; }

    /// <summary>An owner has confirmed it; until then it may only beat.</summary>
    public required bool IsConfirmed { get; init; }
}
