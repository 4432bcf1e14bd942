namespace Portal.Device.Protocol;

/// <summary>What moved the bolt or the door: the values of <c>data.source</c>.</summary>
public static class EventSources
{
    /// <summary>A code at the device's own keypad.</summary>
    public const string Keypad = "keypad";

    /// <summary>A command of the portal.</summary>
    public const string Remote = "remote";

    /// <summary>Somebody's hand.</summary>
    public const string Manual = "manual";

    /// <summary>The device by itself.</summary>
    public const string Auto = "auto";

    /// <summary>A key, fob or card.</summary>
    public const string Key = "key";
}
