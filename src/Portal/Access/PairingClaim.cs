using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>A device that offers a pairing code, its shape already checked by the gateway.</summary>
internal sealed record PairingClaim
{
    /// <summary>In capitals without dash.</summary>
    public required string Code { get; init; }

    /// <summary>A point on the curve; made on the device.</summary>
    public required PublicKeyJwk PublicKey { get; init; }

    public required string Profile { get; init; }

    public required string Model { get; init; }

    public required string Serial { get; init; }

    public required string Firmware { get; init; }

    public required IReadOnlyList<string> Capabilities { get; init; }

    public required int HeartbeatSeconds { get; init; }
}

/// <summary>What became of a claim.</summary>
internal abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>The device may sign in, and waits for an owner's word.</summary>
    public sealed record Claimed(DeviceId Device, AccessPointId AccessPoint) : ClaimOutcome;

    /// <summary>The code is wrong, used or expired; which of them is told to nobody.</summary>
    public sealed record CodeInvalid : ClaimOutcome;

    /// <summary>The code was right and is used up, but this key belongs to a device that was not released.</summary>
    public sealed record KeyInUse : ClaimOutcome;
}
