using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Client;

/// <summary>Makes ids and reads them at the edge.</summary>
public static class PortalId
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int TailLength = 26;
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>A new id, whose tail sorts by <paramref name="now"/>.</summary>
    public static TId New<TId>(DateTimeOffset now)
        where TId : struct, IPortalId<TId>
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, now.ToUnixTimeMilliseconds() << 16);
        RandomNumberGenerator.Fill(bytes[6..]);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);

        Span<char> tail = stackalloc char[TailLength];
        for (var i = TailLength - 1; i >= 0; i--)
        {
            tail[i] = Alphabet[(int)(number & 31)];
            number >>= 5;
        }

        return TId.From(string.Concat(TId.Prefix, tail));
    }

    /// <summary>Reads an id of this kind; false for anything that <see cref="New{TId}"/> cannot have made.</summary>
    public static bool TryParse<TId>(string? text, out TId id)
        where TId : struct, IPortalId<TId>
    {
        id = default;
        if (text is null || text.Length != TId.Prefix.Length + TailLength || !text.StartsWith(TId.Prefix, StringComparison.Ordinal))
            return false;
        if (text.AsSpan(TId.Prefix.Length).ContainsAnyExcept(Letters))
            return false;

        id = TId.From(text);
        return true;
    }
}
