namespace Portal.Ledger;

/// <summary>A Merkle tree that is only added to: it keeps one hash for each height, so its memory does not grow with the leaves.</summary>
internal sealed class CompactRange
{
    /// <summary>For each height the subtree that was completed last; those whose bit is set in <see cref="Count"/> make up the tree.</summary>
    private readonly byte[]?[] _completed = new byte[63][];

    public long Count { get; private set; }

    public void Add(byte[] leaf)
    {
        var carry = leaf;
        var height = 0;
        for (; (Count >> height & 1) == 1; height++)
        {
            var above = Merkle.Node(Completed(height), carry);
            _completed[height] = carry;
            carry = above;
        }

        _completed[height] = carry;
        Count++;
    }

    /// <summary>The hash of the subtree of 2^<paramref name="height"/> leaves that was completed last.</summary>
    public byte[] Completed(int height) =>
        _completed[height] ?? throw new InvalidOperationException($"No subtree of height {height} is complete at {Count} leaves.");

    /// <summary>The root of what was added so far (RFC 9162 §2.1.1).</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        for (var height = 0; Count >> height != 0; height++)
        {
            if ((Count >> height & 1) == 1)
                root = root is null ? Completed(height) : Merkle.Node(Completed(height), root);
        }

        return root ?? Merkle.Empty;
    }
}
