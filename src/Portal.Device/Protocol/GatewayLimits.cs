namespace Portal.Device.Protocol;

/// <summary>The numbers that both sides hold to.</summary>
public static class GatewayLimits
{
    /// <summary>Most events in one <see cref="GatewayMethods.Report"/>.</summary>
    public const int BatchEvents = 256;

    /// <summary>Most bytes of one hub message as it travels, and so of one batch.</summary>
    public const int MessageBytes = 64 * 1024;

    /// <summary>Most UTF-8 bytes of <see cref="DeviceEvent.Data"/>.</summary>
    public const int DataBytes = 4 * 1024;

    /// <summary>Most characters of an event's kind: <c>[a-z0-9_]{1,64}</c>.</summary>
    public const int KindLength = 64;

    /// <summary>Events that a device keeps while it cannot send; one more is an overflow.</summary>
    public const int BufferedEvents = 10_000;

    /// <summary>Shortest and longest time between two heartbeats that a device may ask for, in seconds.</summary>
    public const int ShortestHeartbeatSeconds = 15;

    /// <inheritdoc cref="ShortestHeartbeatSeconds"/>
    public const int LongestHeartbeatSeconds = 300;

    /// <summary>Time between two heartbeats from the moment a device unlocks or starts to open until it is secured, in seconds.</summary>
    public const int OpeningHeartbeatSeconds = 5;

    /// <summary>How long a device waits for the verdict on a code before it may judge by itself, in seconds.</summary>
    public const int CheckCodeSeconds = 3;

    /// <summary>How long an unlocked device waits for something to open before it locks again, in seconds, where the verdict names no other.</summary>
    public const int OpenSeconds = 10;

    /// <summary>Misses without a success that close the PIN path of a device until an owner arms it again (S11).</summary>
    public const int PinMisses = 10;

    /// <summary>How long a list of synced grants may be used without a word of the portal, in seconds.</summary>
    public const int LeaseSeconds = 900;

    /// <summary>Longest life of a <see cref="DeviceToken"/>, in seconds.</summary>
    public const int TokenSeconds = 3600;
}
