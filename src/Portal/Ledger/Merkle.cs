using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Client;

namespace Portal.Ledger;

/// <summary>The hashes of the ledger: RFC 9162 §2.1 over heads, and salted commitments to bodies.</summary>
internal static class Merkle
{
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static byte[] Empty { get; } = SHA256.HashData([]);

    /// <summary>commitment = SHA-256(salt ‖ body).</summary>
    public static byte[] Commitment(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>leaf = SHA-256(0x00 ‖ head), the head being four lines joined by U+000A.</summary>
    public static byte[] Leaf(long position, DateTimeOffset receivedAt, ReadOnlySpan<byte> commitment)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"\0portal/entry/v1\n{position}\n{Rfc3339.Format(receivedAt)}\n{Convert.ToHexStringLower(commitment)}");
        return SHA256.HashData(Encoding.ASCII.GetBytes(head));
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
