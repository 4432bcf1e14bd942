namespace Portal.Ledger;

/// <summary>Positions whose body is gone and whose erasure has not been seen yet: one bit each, where there are any.</summary>
internal sealed class MissingBodies
{
    private const int BitsPerBlock = 1 << 16;

    private readonly SortedDictionary<long, ulong[]> _blocks = [];

    public void Add(long position)
    {
        if (!_blocks.TryGetValue(position / BitsPerBlock, out var block))
            _blocks.Add(position / BitsPerBlock, block = new ulong[BitsPerBlock / 64]);
        block[position % BitsPerBlock / 64] |= 1UL << (int)(position % 64);
    }

    public void Remove(long position)
    {
        if (position >= 0 && _blocks.TryGetValue(position / BitsPerBlock, out var block))
            block[position % BitsPerBlock / 64] &= ~(1UL << (int)(position % 64));
    }

    /// <summary>What remains, as ranges from first to last.</summary>
    public IEnumerable<(long First, long Last)> Ranges()
    {
        (long First, long Last)? open = null;
        foreach (var position in Positions())
        {
            if (open is { } range && range.Last + 1 == position)
            {
                open = (range.First, position);
                continue;
            }

            if (open is { } done)
                yield return done;
            open = (position, position);
        }

        if (open is { } last)
            yield return last;
    }

    private IEnumerable<long> Positions()
    {
        foreach (var (number, block) in _blocks)
        {
            for (var bit = 0; bit < BitsPerBlock; bit++)
            {
                if ((block[bit / 64] >> (bit % 64) & 1) == 1)
                    yield return (number * BitsPerBlock) + bit;
            }
        }
    }
}
