namespace Portal.Access;

/// <summary>One event of a batch, its shape and signature already checked by the gateway.</summary>
internal sealed record DeviceEvent
{
    public required int Epoch { get; init; }

    /// <summary>Rises by one for every event of the epoch.</summary>
    public required long Seq { get; init; }

    public required string Kind { get; init; }

    /// <summary>The device's claim (S20).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The JSON text of an object, as sent.</summary>
    public required string Data { get; init; }

    /// <summary><c>data.commandId</c>, where a command caused it.</summary>
    public string? CommandId { get; init; }

    /// <summary><c>data.source</c>: <c>keypad</c>, <c>remote</c>, <c>manual</c>, <c>auto</c>, <c>key</c>; null where none applies.</summary>
    public string? Source { get; init; }

    /// <summary>The seven lines of <c>portal/event/v1</c>, UTF-8.</summary>
    public required byte[] CanonicalBytes { get; init; }

    /// <summary>ES256 over the canonical bytes, base64url; there for every kind that bears state.</summary>
    public string? Signature { get; init; }

    /// <summary>For <c>battery</c>: the percentage in <c>data.percent</c>.</summary>
    public int? BatteryPercent { get; init; }

    /// <summary>For <c>event_dropped</c>: the number in <c>data.seq</c>, which will never come.</summary>
    public long? Dropped { get; init; }

    /// <summary>For <c>position</c>: the fix in <c>data</c>.</summary>
    public Client.Access.GeoPosition? Position { get; init; }

    /// <summary>For <c>code_accepted_offline</c>: what the device says it used; null where its words mean nothing.</summary>
    public OfflineClaim? Offline { get; init; }

    /// <summary>For <c>wrong_code_limit</c> of PINs: the arming at which the device closed them.</summary>
    public int? PinsClosed { get; init; }

    /// <summary>For <c>position</c>: <c>data.moving</c>.</summary>
    public bool Moving { get; init; }
}
