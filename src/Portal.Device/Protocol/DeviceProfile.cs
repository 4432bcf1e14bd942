using System.Diagnostics.CodeAnalysis;

namespace Portal.Device.Protocol;

/// <summary>What sort of device it is: what a maker's product stands for, and what <em>secured</em> means of it (S01).</summary>
public sealed class DeviceProfile
{
    /// <summary>A box that holds a car key: secured when the box is locked and the trunk closed.</summary>
    public static readonly DeviceProfile KeyBox = new("key-box", securedByLock: true, securedByDoor: true,
        Capabilities.Lock, Capabilities.DoorContact, Capabilities.Position, Capabilities.Moving, Capabilities.Keypad,
        Capabilities.SyncedGrants, Capabilities.OfflinePin, Capabilities.Tamper, Capabilities.Battery);

    /// <summary>A car behind its maker's cloud: secured when the trunk is closed and the car locked.</summary>
    public static readonly DeviceProfile ConnectedCar = new("connected-car", securedByLock: true, securedByDoor: true,
        Capabilities.Lock, Capabilities.DoorContact, Capabilities.Position, Capabilities.Moving);

    /// <summary>A lock on a house door: secured when the bolt is thrown and the door closed.</summary>
    public static readonly DeviceProfile SmartLock = new("smart-lock", securedByLock: true, securedByDoor: true,
        Capabilities.Lock, Capabilities.DoorContact, Capabilities.Keypad, Capabilities.Battery);

    /// <summary>A camera doorbell beside a lock; it secures nothing by itself.</summary>
    public static readonly DeviceProfile Doorbell = new("doorbell", securedByLock: false, securedByDoor: false,
        Capabilities.Press, Capabilities.Snapshot);

    /// <summary>A garage door with a drive that also holds it: secured when the door is closed.</summary>
    public static readonly DeviceProfile GarageOpener = new("garage-opener", securedByLock: false, securedByDoor: true,
        Capabilities.DoorContact, Capabilities.DoorDrive, Capabilities.CloseWarning, Capabilities.Obstruction);

    private DeviceProfile(string name, bool securedByLock, bool securedByDoor, params string[] capabilities)
    {
        Name = name;
        SecuredByLock = securedByLock;
        SecuredByDoor = securedByDoor;
        UsualCapabilities = capabilities;
    }

    /// <summary>All profiles there are.</summary>
    public static IReadOnlyList<DeviceProfile> All { get; } = [KeyBox, ConnectedCar, SmartLock, Doorbell, GarageOpener];

    /// <summary>The word on the wire.</summary>
    public string Name { get; }

    /// <summary>Whether a thrown bolt is part of <em>secured</em>.</summary>
    public bool SecuredByLock { get; }

    /// <summary>Whether a shut door, lid or trunk is part of <em>secured</em>.</summary>
    public bool SecuredByDoor { get; }

    /// <summary>What such a device can usually do; each device says for itself what it can.</summary>
    public IReadOnlyList<string> UsualCapabilities { get; }

    /// <summary>Finds a profile by its word.</summary>
    public static bool TryFind(string? name, [NotNullWhen(true)] out DeviceProfile? profile)
    {
        profile = All.FirstOrDefault(known => known.Name == name);
        return profile is not null;
    }

    /// <summary>
    /// Whether a device that stands so is secured. What is unknown is not secured (S02); a profile that secures nothing never is.
    /// </summary>
    /// <param name="lockWord">One of <see cref="LockWords"/>.</param>
    /// <param name="doorWord">One of <see cref="DoorWords"/>.</param>
    public bool IsSecured(string lockWord, string doorWord) =>
        (SecuredByLock || SecuredByDoor)
        && (!SecuredByLock || lockWord == LockWords.Locked)
        && (!SecuredByDoor || doorWord == DoorWords.Closed);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
