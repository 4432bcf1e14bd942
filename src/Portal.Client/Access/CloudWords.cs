namespace Portal.Client.Access;

/// <summary>How makers' clouds are called on the screens.</summary>
public static class CloudWords
{
    public static string Name(CloudMaker maker) => maker switch
    {
        CloudMaker.Seam => "Seam",
    };

    /// <summary>Why no delivery can be opened through a device that a maker speaks for; null where it can be.</summary>
    public static string? CannotDeliver(DeviceView device) => device.Cloud is not null && !device.Capabilities.Contains("door_contact")
        ? "It says nothing about its door. You can lock and unlock it; a delivery is not opened through it, because nobody could see the door close."
        : null;
}
