namespace Portal.Device.Protocol;

/// <summary>What a device can do or sense, as words of a <see cref="ClaimRequest"/>.</summary>
public static class Capabilities
{
    /// <summary>Moves a bolt.</summary>
    public const string Lock = "lock";

    /// <summary>Senses open and shut.</summary>
    public const string DoorContact = "door_contact";

    /// <summary>Moves a door.</summary>
    public const string DoorDrive = "door_drive";

    /// <summary>Warns for 5 s by sound and light before it closes (S08).</summary>
    public const string CloseWarning = "close_warning";

    /// <summary>Senses something in the way.</summary>
    public const string Obstruction = "obstruction";

    /// <summary>Knows where it is.</summary>
    public const string Position = "position";

    /// <summary>Knows whether it moves.</summary>
    public const string Moving = "moving";

    /// <summary>Has a keypad.</summary>
    public const string Keypad = "keypad";

    /// <summary>Can judge synced grants by itself.</summary>
    public const string SyncedGrants = "synced_grants";

    /// <summary>Can judge offline PINs by itself.</summary>
    public const string OfflinePin = "offline_pin";

    /// <summary>Senses tampering.</summary>
    public const string Tamper = "tamper";

    /// <summary>Runs on a battery and knows its charge.</summary>
    public const string Battery = "battery";

    /// <summary>Has a bell.</summary>
    public const string Press = "press";

    /// <summary>Takes pictures.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Lock, DoorContact, DoorDrive, CloseWarning, Obstruction, Position, Moving, Keypad,
        SyncedGrants, OfflinePin, Tamper, Battery, Press, Snapshot,
    ];
}
