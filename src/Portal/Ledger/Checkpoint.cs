using System.Globalization;

namespace Portal.Ledger;

/// <summary>What the ledger was at one size, as it is signed: a C2SP tlog checkpoint.</summary>
/// <param name="Origin">Which ledger: the host of <c>Portal:PublicUrl</c>, then <c>/ledger</c>.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Root of the Merkle tree over them.</param>
internal sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Reads exactly what <see cref="Text"/> writes; null for anything else.</summary>
    public static Checkpoint? Parse(string text)
    {
        if (text.Split('\n') is not [var origin, var sizeText, var rootText, ""])
            return null;
        var root = new byte[Merkle.HashSize];
        var read = long.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && Convert.TryFromBase64String(rootText, root, out var length)
            && length == root.Length
            ? new Checkpoint(origin, size, root)
            : null;
        return read?.Text == text ? read : null;
    }

    /// <summary>The same tree at the same size; the origin may have moved with the portal's address.</summary>
    public bool SaysTheSame(long size, ReadOnlySpan<byte> root) => Size == size && root.SequenceEqual(Root);
}
