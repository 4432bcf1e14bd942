namespace Portal.Client.Access;

/// <summary>How makers' clouds are called on the screens.</summary>
public static class CloudWords
{
    public static string Name(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => "Seam",
    };

    /// <summary>Whose devices it reaches.</summary>
    public static string Reach(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => "Seam: August, Yale, Schlage and others",
    };

    /// <summary>What its devices open: a lock belongs to a door and a car to a trunk.</summary>
    public static AccessPointKind Opens(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => AccessPointKind.Door,
    };

    /// <summary>What an owner must have read before a delivery is approved that a maker's device will open (S06).</summary>
    public static IReadOnlyList<string> BeforeApproving(CloudMaker maker) =>
    [
        $"It speaks through {Name(maker)}, which is asked every 10 s while it is open. If contact is lost then, you are told within 45 s, not 15 s.",
    ];

    /// <summary>Why no delivery can be opened through a device that a maker speaks for; null where it can be.</summary>
    public static string? CannotDeliver(DeviceView device) => device.Cloud is not null && !device.Capabilities.Contains("door_contact")
        ? "It says nothing about its door. You can lock and unlock it; a delivery is not opened through it, because nobody could see the door close."
        : null;
}
