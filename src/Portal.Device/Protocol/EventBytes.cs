using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Device.Protocol;

/// <summary>
/// The canonical bytes of an event, version 1: what a device signs and a ledger keeps. UTF-8 of seven lines joined by U+000A,
/// none at the end: <c>portal/event/v1</c>, device id, epoch, seq, kind, <c>at</c> as sent, lower-case hex SHA-256 of <c>data</c>.
/// </summary>
public static class EventBytes
{
    private const string Version = "portal/event/v1";

    /// <summary>The bytes of one event of one device.</summary>
    /// <exception cref="ArgumentException">A text holds a line feed, which would make two different events look the same.</exception>
    public static byte[] Of(string deviceId, DeviceEvent happened)
    {
        RefuseLineFeed(deviceId, nameof(deviceId));
        RefuseLineFeed(happened.Kind, nameof(happened));
        RefuseLineFeed(happened.At, nameof(happened));
        var dataHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(happened.Data)));
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{Version}\n{deviceId}\n{happened.Epoch}\n{happened.Seq}\n{happened.Kind}\n{happened.At}\n{dataHash}"));
    }

    private static void RefuseLineFeed(string text, string parameter)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
            throw new ArgumentException("A line feed may not occur in an event's device id, kind or time.", parameter);
    }
}
