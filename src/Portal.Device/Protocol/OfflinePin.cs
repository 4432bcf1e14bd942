using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Device.Protocol;

/// <summary>
/// The offline PIN, version 1: nine digits that a device without a line can check by itself. It says for which window it is and for which
/// of the grants of that window, and nothing else; it cannot be taken back from a device that is not heard.
/// </summary>
/// <param name="T0">Start of the window in half hours since 1970-01-01T00:00Z.</param>
/// <param name="D">Length of the window in half hours: 2 or 4.</param>
/// <param name="C">Tells the PINs of one window apart: 0 to 7.</param>
public readonly record struct OfflinePin(uint T0, byte D, byte C)
{
    /// <summary>PINs that one window has.</summary>
    public const int PerWindow = 8;

    /// <summary>Digits of a PIN.</summary>
    public const int Digits = 9;

    /// <summary>How far a device's clock may be off at either end of the window.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(60);

    private const ulong Modulus = 1_000_000_000;
    private const long HalfHour = 1800;
    private static readonly byte[] Lengths = [2, 4];

    /// <summary>Start of the window.</summary>
    public DateTimeOffset NotBefore => DateTimeOffset.FromUnixTimeSeconds(T0 * HalfHour);

    /// <summary>End of the window.</summary>
    public DateTimeOffset NotAfter => DateTimeOffset.FromUnixTimeSeconds((T0 + D) * HalfHour);

    /// <summary>Whether a window can have a PIN: it starts and ends on a UTC half hour and lasts 1 h or 2 h.</summary>
    public static bool Fits(DateTimeOffset notBefore, DateTimeOffset notAfter) => Of(notBefore, notAfter, 0) is not null;

    /// <summary>The PIN of a window with this counter; null where the window can have none.</summary>
    public static OfflinePin? Of(DateTimeOffset notBefore, DateTimeOffset notAfter, byte counter)
    {
        var (from, to) = (notBefore.ToUnixTimeMilliseconds(), notAfter.ToUnixTimeMilliseconds());
        var length = (to - from) / (HalfHour * 1000);
        var isWhole = from >= 0 && from % (HalfHour * 1000) == 0 && to % (HalfHour * 1000) == 0;
        return isWhole && counter < PerWindow && length is 2 or 4
            ? new OfflinePin(checked((uint)(from / (HalfHour * 1000))), (byte)length, counter)
            : null;
    }

    /// <summary>Every PIN that may be used at a time: at most 64.</summary>
    public static IEnumerable<OfflinePin> At(DateTimeOffset time)
    {
        var latest = (time + Tolerance).ToUnixTimeSeconds() / HalfHour;
        foreach (var length in Lengths)
        {
            for (var start = latest; start >= 0 && time < DateTimeOffset.FromUnixTimeSeconds((start + length) * HalfHour) + Tolerance; start--)
            {
                for (byte counter = 0; counter < PerWindow; counter++)
                    yield return new OfflinePin((uint)start, length, counter);
            }
        }
    }

    /// <summary>The nine digits, for a device's secret.</summary>
    public string Code(ReadOnlySpan<byte> secret)
    {
        var purpose = "portal/offline-pin/v1\n"u8;
        Span<byte> message = stackalloc byte[purpose.Length + 6];
        purpose.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message[purpose.Length..], T0);
        (message[^2], message[^1]) = (D, C);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, message, mac);
        return (BinaryPrimitives.ReadUInt64BigEndian(mac) % Modulus).ToString("D9", CultureInfo.InvariantCulture);
    }

    /// <summary>Compares in constant time, whatever was typed.</summary>
    public bool IsCode(string typed, ReadOnlySpan<byte> secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.ASCII.GetBytes(Code(secret)));

    /// <summary>As it is written down: <c>989280/2/0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{T0}/{D}/{C}");
}
