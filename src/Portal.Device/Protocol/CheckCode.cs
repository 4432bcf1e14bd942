namespace Portal.Device.Protocol;

/// <summary>Somebody typed a code at the device's keypad and the device asks whether it may open.</summary>
public sealed record CheckCode
{
    /// <summary>What was typed, digits only.</summary>
    public required string Code { get; init; }

    /// <summary>Made by the device for this attempt; asked again with the same id it is the same opening.</summary>
    public required string AttemptId { get; init; }

    /// <summary>When it was typed on the device's clock; see <see cref="WireTime"/>.</summary>
    public required string At { get; init; }
}

/// <summary>
/// The portal's verdict. Granted <em>is</em> the command: the device unlocks under <see cref="CommandId"/>
/// unless <see cref="ExpiresAt"/> has passed, and locks again after <see cref="OpenSeconds"/> if nothing opened.
/// </summary>
public sealed record CodeVerdict
{
    /// <summary>The code opens.</summary>
    public const string Granted = "granted";

    /// <summary>The code does not open.</summary>
    public const string Denied = "denied";

    /// <summary><see cref="Granted"/> or <see cref="Denied"/>; anything else is to be taken as denied.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why not, from the closed list of interfaces.md; only told once the code itself was right.</summary>
    public string? Reason { get; init; }

    /// <summary>The command that a granted verdict is.</summary>
    public string? CommandId { get; init; }

    /// <summary>After this time the device must not unlock any more; see <see cref="WireTime"/>.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>Seconds after which an unlocked device locks again if nothing opened.</summary>
    public int? OpenSeconds { get; init; }
}
