using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Accounts;

/// <summary>Codes of authenticator apps (RFC 6238): six digits of HMAC-SHA1 over the half minute; SHA-1 is what all such apps know.</summary>
internal static class Totp
{
    private const int Digits = 6;
    private const int KeyBytes = 20;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>A new key in base32, as apps take it.</summary>
    public static string NewKey()
    {
        var bytes = RandomNumberGenerator.GetBytes(KeyBytes);
        var key = new StringBuilder();
        for (var bit = 0; bit < KeyBytes * 8; bit += 5)
            key.Append(Alphabet[(BinaryPrimitives.ReadUInt16BigEndian([bytes[bit / 8], At(bytes, (bit / 8) + 1)]) >> (11 - (bit % 8))) & 31]);
        return key.ToString();
    }

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The step whose code this is: the one of now or a neighbour, for clocks that are a little off; null for none.</summary>
    public static long? FindStep(string key, string code, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(code);
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(CodeAt(key, step))))
                found = step;
        }

        return found;
    }

    public static string CodeAt(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The codes of RFC 6238 are HMAC-SHA1, which nothing known weakens.
        var mac = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D" + Digits, CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] |= (byte)(((Alphabet.IndexOf(key[bit / 5], StringComparison.Ordinal) >> (4 - (bit % 5))) & 1) << (7 - (bit % 8)));
        return bytes;
    }

    private static byte At(byte[] bytes, int index) => index < bytes.Length ? bytes[index] : (byte)0;
}
