using System.Globalization;
using System.Runtime.CompilerServices;
using Portal.Client.Ledger;

namespace Portal.Ledger;

/// <summary>
/// Recomputes the ledger from what is stored and compares: bodies with the commitments in their heads, the tree with the stored
/// subtrees, the size, and every kept checkpoint with its signature. It reads once from the first entry to the last and keeps one
/// hash for each height of the tree, so it runs in the same memory at any size.
/// </summary>
/// <param name="pages">The ledger as it is stored.</param>
/// <param name="publicKey">The key that checkpoints are signed with; null when there is none here.</param>
/// <param name="progress">Told the number of entries checked, after each page.</param>
internal sealed class LedgerCheck(LedgerPages pages, byte[]? publicKey, IProgress<long> progress)
{
    /// <summary>Heads missing in a row before the check gives up: beyond, it would count to a position that somebody made up.</summary>
    private const long LargestGap = 1_000_000;

    private static readonly byte[] Gone = new byte[Merkle.HashSize];

    private readonly CompactRange _tree = new();
    private readonly MissingBodies _missing = new();
    private readonly Queue<KeptCheckpoint> _checkpoints = new();
    private int _checkpointsAgreed;
    private long _lastGone = -1;
    private bool _signedOtherwise;

    /// <summary>What was found to be in order.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"Fine: {_tree.Count} entries, {_checkpointsAgreed} checkpoints, root {Convert.ToBase64String(_tree.Root())}.");

    public async IAsyncEnumerable<LedgerFault> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var kept in await pages.CheckpointsAsync(cancellationToken))
            _checkpoints.Enqueue(kept);
        foreach (var fault in _checkpoints.SelectMany(SignatureFaults).Concat(CheckpointFaults()))
            yield return fault;

        LedgerPage page;
        var after = long.MinValue;
        do
        {
            page = await pages.AfterAsync(after, cancellationToken);
            foreach (var fault in PageFaults(page))
                yield return fault;
            progress.Report(_tree.Count);
            after = page.Heads.Count > 0 ? page.Heads[^1].Position : after;
        }
        while (page.End is null);

        foreach (var fault in EndFaults(page.End))
            yield return fault;
    }

    private IEnumerable<LedgerFault> PageFaults(LedgerPage page)
    {
        var body = 0;
        foreach (var head in page.Heads)
        {
            for (; body < page.Bodies.Count && page.Bodies[body].Position < head.Position; body++)
                yield return LedgerFault.At(page.Bodies[body].Position, "there is a body but no head");
            var own = body < page.Bodies.Count && page.Bodies[body].Position == head.Position ? page.Bodies[body++] : null;
            foreach (var fault in HeadFaults(head, own, page.Subtrees))
                yield return fault;
        }

        for (; body < page.Bodies.Count; body++)
            yield return LedgerFault.At(page.Bodies[body].Position, "there is a body but no head");
    }

    private IEnumerable<LedgerFault> HeadFaults(
        StoredHead head, StoredBody? body, IReadOnlyDictionary<(int Level, long Index), byte[]> subtrees)
    {
        if (head.Position < 0 || head.Position - _tree.Count > LargestGap)
        {
            yield return LedgerFault.At(head.Position, "there is no such position; what follows in its place is not checked");
            yield break;
        }

        if (head.Position > _tree.Count)
            yield return Gap(head.Position);
        if (body is null)
            _missing.Add(head.Position);
        else if (EntryCheck.FaultOf(head, body) is { } fault)
            yield return fault;
        else if (body.Columns.Kind == EntryKinds.EntriesErased)
            Explain(body);

        if (EntryCheck.LeafOf(head) is not { } leaf)
        {
            yield return LedgerFault.At(head.Position, "the head is none that can have been written");
            _lastGone = head.Position;
            leaf = Gone;
        }

        _tree.Add(leaf);
        foreach (var treeFault in SubtreeFaults(subtrees).Concat(CheckpointFaults()))
            yield return treeFault;
    }

    /// <summary>Puts something in the place of heads that are gone, so that what does not rest on them can still be compared.</summary>
    private LedgerFault Gap(long next)
    {
        var first = _tree.Count;
        while (_tree.Count < next)
            _tree.Add(Gone);
        _lastGone = next - 1;
        return LedgerFault.Within(first, next - 1, "the head is gone");
    }

    private void Explain(StoredBody erasure)
    {
        foreach (var position in EntryCheck.PositionsErasedBy(erasure))
            _missing.Remove(position);
    }

    private IEnumerable<LedgerFault> SubtreeFaults(IReadOnlyDictionary<(int Level, long Index), byte[]> subtrees)
    {
        var unit = (long)LedgerTree.Fan;
        for (var level = 1; _tree.Count % unit == 0; level++, unit *= LedgerTree.Fan)
        {
            var (first, index) = (_tree.Count - unit, (_tree.Count / unit) - 1);
            if (!subtrees.TryGetValue((level, index), out var stored))
                yield return LedgerFault.Within(first, _tree.Count - 1, "the stored hash of this subtree is gone");
            else if (_lastGone < first && !stored.AsSpan().SequenceEqual(_tree.Completed(level * LedgerTree.FanHeight)))
                yield return LedgerFault.Within(first, _tree.Count - 1, "the heads do not have the hash that is stored for them");
        }
    }

    private IEnumerable<LedgerFault> SignatureFaults(KeptCheckpoint kept)
    {
        if (publicKey is null)
            yield return Of(kept, "there is no key to check its signature with");
        else if (Signed(kept.Note, publicKey) is not { } checkpoint)
            yield return Of(kept, "its signature is not by this portal's key");
        else if (!checkpoint.SaysTheSame(kept.Size, kept.Root))
            yield return Of(kept, "the signed text says something else than the columns beside it");
    }

    /// <summary>The checkpoints of the size that the recomputed tree has now.</summary>
    private IEnumerable<LedgerFault> CheckpointFaults()
    {
        while (_checkpoints.TryPeek(out var kept) && kept.Size <= _tree.Count)
        {
            _checkpoints.Dequeue();
            if (kept.Size == _tree.Count && kept.Root.AsSpan().SequenceEqual(_tree.Root()))
                _checkpointsAgreed++;
            else if (_lastGone < 0 && !_signedOtherwise)
                yield return SignedOtherwise(kept);
        }
    }

    /// <summary>Said once: a tree that is not the signed one does not become it again, so no later checkpoint can agree.</summary>
    private LedgerFault SignedOtherwise(KeptCheckpoint kept)
    {
        _signedOtherwise = true;
        return Of(kept, "the entries are not those that were signed");
    }

    private IEnumerable<LedgerFault> EndFaults(LedgerEnd end)
    {
        foreach (var (first, last) in _missing.Ranges())
            yield return LedgerFault.Within(first, last, "the body is gone, and no entry says that it was erased");
        if (end.Size != (end.NewestHead ?? -1) + 1)
            yield return new LedgerFault("size", string.Create(CultureInfo.InvariantCulture, $"stored is {end.Size}, the heads make {(end.NewestHead ?? -1) + 1}"));
        foreach (var (level, index) in end.StraySubtrees)
            yield return new LedgerFault("tree", string.Create(CultureInfo.InvariantCulture, $"subtree {index} of level {level} is stored, and there is none"));
        foreach (var kept in _checkpoints)
            yield return Of(kept, string.Create(CultureInfo.InvariantCulture, $"{kept.Size} entries were signed, and there are {_tree.Count}"));
    }

    private static Checkpoint? Signed(string note, byte[] publicKey)
    {
        // The origin is taken from the note: the portal's address may have moved since.
        var origin = note.Split('\n', 2)[0];
        return SignedNote.Open(note, new VerifierKey(origin, publicKey)) is { } text ? Checkpoint.Parse(text) : null;
    }

    private static LedgerFault Of(KeptCheckpoint kept, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"checkpoint of {DateTimeOffset.UnixEpoch.AddHours(kept.Hour):yyyy-MM-dd HH}h UTC"), what);
}
