namespace Portal.Device.Protocol;

/// <summary>
/// A paired device asks for a new key: POST to <see cref="GatewayPaths.KeyOf"/> with a token of its present key, answered 200
/// <see cref="KeyRotated"/>. From then on only the new key signs in, and events are numbered anew. What waits to be sent keeps its epoch and
/// its signatures. Asked again with a token of the new key, because the answer was lost, it is answered the same.
/// </summary>
public sealed record KeyRotation
{
    /// <summary>The new key; made on the device.</summary>
    public required PublicKeyJwk PublicKey { get; init; }

    /// <summary>The last number that the device has used in its present epoch; 0 for none. A gap before it stays visible.</summary>
    public required long LastSeq { get; init; }

    /// <summary><see cref="KeyProof"/> by the new key.</summary>
    public required string Proof { get; init; }
}

/// <summary>The answer: the new key is the device's.</summary>
public sealed record KeyRotated
{
    /// <summary>One more than before; the numbers of its events start at 1.</summary>
    public required long Epoch { get; init; }
}
