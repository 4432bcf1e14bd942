namespace Portal.Client.Access;

/// <summary>A pairing on its way: first a code to type into the device, then a device to compare and confirm.</summary>
public sealed record PairingView
{
    /// <summary><c>K7QX-4M2P</c>; shown once, to the owner who asked. Null when the page was opened again: ask for a new one.</summary>
    public string? Code { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The device that claimed the code; null while none has.</summary>
    public ClaimedDevice? Claimed { get; init; }
}

/// <summary>What a device said of itself, and the number that it must show too.</summary>
public sealed record ClaimedDevice(DeviceId Id, string Profile, string Model, string Serial, string Firmware, string CheckNumber);
