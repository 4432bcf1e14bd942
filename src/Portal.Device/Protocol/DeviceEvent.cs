namespace Portal.Device.Protocol;

/// <summary>Something that happened at a device, as one element of <see cref="GatewayMethods.Report"/>.</summary>
public sealed record DeviceEvent
{
    /// <summary>Given at pairing; a device that was paired anew counts from the start in a new epoch.</summary>
    public required long Epoch { get; init; }

    /// <summary>Starts at 1 and rises by one for every event of the epoch, kept across restarts.</summary>
    public required long Seq { get; init; }

    /// <summary>One of <see cref="EventKinds"/>, or a word that a newer device knows: <c>[a-z0-9_]{1,64}</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it happened on the device's clock, as sent: the text is part of <see cref="EventBytes"/>. See <see cref="WireTime"/>.</summary>
    public required string At { get; init; }

    /// <summary>The JSON text of an object, at most 4 KiB in UTF-8; <c>{}</c> when there is nothing to say.</summary>
    public required string Data { get; init; }

    /// <summary>See <see cref="EventSignature"/>; needed where <see cref="EventKinds.BearsState"/>.</summary>
    public string? Signature { get; init; }
}
