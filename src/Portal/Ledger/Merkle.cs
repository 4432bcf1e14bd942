using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;
using Portal.Client;

namespace Portal.Ledger;

/// <summary>The hashes of the ledger: RFC 9162 §2.1 over heads, and salted commitments to bodies.</summary>
internal static class Merkle
{
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>Bodies up to here are joined to their salt without renting memory.</summary>
    private const int SmallBody = 1024;

    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static byte[] Empty { get; } = SHA256.HashData([]);

    /// <summary>commitment = SHA-256(salt ‖ body).</summary>
    public static byte[] Commitment(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> body)
    {
        var length = salt.Length + body.Length;
        var rented = length > SmallBody ? ArrayPool<byte>.Shared.Rent(length) : null;
        var input = rented is null ? stackalloc byte[SmallBody] : rented;
        salt.CopyTo(input);
        body.CopyTo(input[salt.Length..]);
        var hash = SHA256.HashData(input[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return hash;
    }

    /// <summary>leaf = SHA-256(0x00 ‖ head), the head being four lines joined by U+000A.</summary>
    public static byte[] Leaf(long position, DateTimeOffset receivedAt, ReadOnlySpan<byte> commitment)
    {
        Span<byte> input = stackalloc byte[160];
        Span<char> hex = stackalloc char[2 * HashSize];
        Convert.TryToHexStringLower(commitment, hex, out _);
        return Utf8.TryWrite(
            input, CultureInfo.InvariantCulture, $"\0portal/entry/v1\n{position}\n{Rfc3339.Format(receivedAt)}\n{hex}", out var length)
            ? SHA256.HashData(input[..length])
            : throw new UnreachableException("A head has 126 bytes at most.");
    }

    /// <summary>node = SHA-256(0x01 ‖ left ‖ right).</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> input = stackalloc byte[1 + HashSize + HashSize];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashSize)..]);
        return SHA256.HashData(input);
    }

    /// <summary>The root over a list whose length is a power of two.</summary>
    public static byte[] Fold(IReadOnlyList<byte[]> hashes)
    {
        while (hashes.Count > 1)
        {
            var above = new byte[hashes.Count / 2][];
            for (var i = 0; i < above.Length; i++)
                above[i] = Node(hashes[2 * i], hashes[(2 * i) + 1]);
            hashes = above;
        }

        return hashes[0];
    }
}
