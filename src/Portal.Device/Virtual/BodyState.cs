using System.Text.Json.Serialization;
using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>A virtual device's body at one moment: what a real one would have in metal.</summary>
internal sealed record BodyState
{
    /// <summary>The number on its plate.</summary>
    public required string Serial { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<Bolt>))]
    public required Bolt Bolt { get; init; }

    /// <summary>The bolt was asked to move and could not.</summary>
    public bool IsStuck { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<Door>))]
    public Door Door { get; init; } = Door.Closed;

    /// <summary>How far a driven door was open when it last began or ceased to move: 0 shut, 1 open.</summary>
    public double OpenPart { get; init; }

    /// <summary>When a driven door began to move.</summary>
    public DateTimeOffset? MovingSince { get; init; }

    /// <summary>When the warning before closing began.</summary>
    public DateTimeOffset? WarningSince { get; init; }

    /// <summary>What made the drive do what it does.</summary>
    public Cause? DriveCause { get; init; }

    /// <summary>When the bolt will be thrown by itself.</summary>
    public DateTimeOffset? LockAt { get; init; }

    /// <summary>Fault: something blocks the bolt.</summary>
    public bool IsJammed { get; init; }

    /// <summary>Fault: somebody works on the device.</summary>
    public bool IsTampered { get; init; }

    /// <summary>Fault: something stands in the way of a closing door.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Fault: the contact says this, whatever the door does; null for an honest one.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Door>))]
    public Door? ContactSays { get; init; }

    /// <summary>Fault: it hears commands and neither obeys nor answers (S05).</summary>
    public bool IsDead { get; init; }

    /// <summary>Fault: the clock goes wrong and cannot be put right.</summary>
    public ClockError? Clock { get; init; }

    /// <summary>Fault: the camera shows the picture of this moment, whenever it takes one.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

    /// <summary>Fault, of a car: one of its doors is open, not the trunk.</summary>
    public bool IsCabinOpen { get; init; }

    /// <summary>Charge in percent; null for devices on the mains.</summary>
    public int? BatteryPercent { get; init; }

    /// <summary>What the battery loses in an hour, in percent; 0 for one that lasts.</summary>
    public double DrainPerHour { get; init; }

    /// <summary>When the charge was counted last.</summary>
    public DateTimeOffset? DrainedAt { get; init; }

    /// <summary>WGS 84 degrees; null for devices that do not know where they are.</summary>
    public double? Lat { get; init; }

    /// <inheritdoc cref="Lat"/>
    public double? Lon { get; init; }

    public bool IsMoving { get; init; }

    /// <summary>Where it still drives to, in order.</summary>
    public IReadOnlyList<GeoPoint> Route { get; init; } = [];

    /// <summary>How fast it drives, in metres per second.</summary>
    public double Speed { get; init; }

    /// <summary>When <see cref="Lat"/> and <see cref="Lon"/> were true, on a route.</summary>
    public DateTimeOffset? DroveAt { get; init; }

    /// <summary>Underground: the satellites were last heard here; null where they are heard.</summary>
    public Position? LastFix { get; init; }

    [JsonIgnore]
    public string LockWord => IsStuck ? LockWords.Jammed : Bolt switch
    {
        Bolt.None => LockWords.Unknown,
        Bolt.Thrown => LockWords.Locked,
        Bolt.Drawn => LockWords.Unlocked,
        _ => throw new InvalidOperationException($"No such bolt: {Bolt}."),
    };

    [JsonIgnore]
    public string DoorWord => WordOf(Sensed);

    /// <summary>Where the door is, whatever the contact says.</summary>
    [JsonIgnore]
    public string TrueDoorWord => WordOf(Door);

    /// <summary>What is wrong, in the words that brought it about.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Faults =>
    [
        .. new (bool IsOn, string Word)[]
        {
            (LastFix is not null, "underground"), (IsJammed, "jam"), (IsBlocked, "block"), (IsTampered, "tamper"),
            (ContactSays is not null, "lie"), (IsDead, "dead"), (FrozenAt is not null, "freeze"), (Clock is not null, "clock"),
            (DrainPerHour > 0, "drain"), (BatteryPercent == 0, "battery"),
        }.Where(fault => fault.IsOn).Select(fault => fault.Word),
    ];

    private static string WordOf(Door door) => door switch
    {
        Door.None => DoorWords.Unknown,
        Door.Closed => DoorWords.Closed,
        Door.Open => DoorWords.Open,
        Door.Ajar => DoorWords.Ajar,
        Door.Opening => DoorWords.Opening,
        Door.Closing => DoorWords.Closing,
        _ => throw new InvalidOperationException($"No such door: {door}."),
    };

    /// <summary>The event that says how the bolt stands; null where there is none.</summary>
    [JsonIgnore]
    public string? LockKind => IsStuck ? EventKinds.LockJammed : Bolt switch
    {
        Bolt.None => null,
        Bolt.Thrown => EventKinds.Locked,
        Bolt.Drawn => EventKinds.Unlocked,
        _ => throw new InvalidOperationException($"No such bolt: {Bolt}."),
    };

    /// <summary>The event that says how the door stands; null where there is none.</summary>
    [JsonIgnore]
    public string? DoorKind => Sensed switch
    {
        Door.None => null,
        Door.Closed => EventKinds.DoorClosed,
        Door.Open => EventKinds.DoorOpened,
        Door.Ajar => EventKinds.DoorAjar,
        Door.Opening => EventKinds.DoorOpening,
        Door.Closing => EventKinds.DoorClosing,
        _ => throw new InvalidOperationException($"No such door: {Door}."),
    };

    private Door Sensed => ContactSays ?? Door;
}
