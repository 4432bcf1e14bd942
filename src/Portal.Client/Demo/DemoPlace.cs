using Portal.Client.Access;

namespace Portal.Client.Demo;

/// <summary>One access point of the demo household and how its virtual device really stands, whatever the screens know of it.</summary>
public sealed record DemoPlace
{
    public required AccessPointId Id { get; init; }

    public required string Name { get; init; }

    public required AccessPointKind Kind { get; init; }

    public required LockState Lock { get; init; }

    /// <summary>Where the door is, whatever its contact says.</summary>
    public required DoorState Door { get; init; }

    /// <summary>Null for a device on the mains.</summary>
    public required int? BatteryPercent { get; init; }

    /// <summary>Whether a doorbell hangs beside it.</summary>
    public bool HasBell { get; init; }

    /// <summary>Whether its network is cut.</summary>
    public required bool IsCut { get; init; }

    /// <summary>What else is wrong with it, in the words of the virtual device.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>How many events it could not tell Portal yet.</summary>
    public required int Untold { get; init; }
}
