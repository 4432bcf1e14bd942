namespace Portal.Device.Protocol;

/// <summary>What a device may say of its door, lid or trunk.</summary>
public static class DoorWords
{
    /// <summary>Open.</summary>
    public const string Open = "open";

    /// <summary>Shut.</summary>
    public const string Closed = "closed";

    /// <summary>Neither open nor shut, and not moving.</summary>
    public const string Ajar = "ajar";

    /// <summary>The drive opens it.</summary>
    public const string Opening = "opening";

    /// <summary>The drive closes it.</summary>
    public const string Closing = "closing";

    /// <summary>Not known; also of a device without a contact.</summary>
    public const string Unknown = "unknown";
}
