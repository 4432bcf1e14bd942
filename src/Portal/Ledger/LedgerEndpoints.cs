using System.Data.Common;
using System.Globalization;
using Portal.Client;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>What anybody needs to hold the portal to its ledger (interfaces.md, Ledger).</summary>
internal static class LedgerEndpoints
{
    private const string NumberInvalid = "number_invalid";
    private const string OutOfRange = "out_of_range";

    public static IResult Checkpoint(Checkpoints checkpoints) =>
        checkpoints.Newest is { } note
            ? TypedResults.Text(note, "text/plain; charset=utf-8")
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "no_checkpoint", "Nothing is signed yet. Try again in a second.");

    public static IResult Key(LedgerKey key, LedgerOrigin origin) =>
        TypedResults.Text(new VerifierKey(origin.Value, key.PublicKey) + "\n", "text/plain; charset=utf-8");

    /// <param name="index">Position of the entry.</param>
    /// <param name="size">Size of the tree: above the index, and no larger than the ledger.</param>
    /// <param name="database">Where the tree is.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public static async Task<IResult> InclusionAsync(string? index, string? size, Database database, CancellationToken cancellationToken)
    {
        if (!TryRead(index, out var leaf) || !TryRead(size, out var leaves))
            return NotANumber("index", "size");
        return await database.ReadAsync(connection => Inclusion(connection, leaf, leaves), cancellationToken);
    }

    /// <param name="from">The older size, at least 1.</param>
    /// <param name="to">The newer size, no larger than the ledger.</param>
    /// <param name="database">Where the tree is.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public static async Task<IResult> ConsistencyAsync(string? from, string? to, Database database, CancellationToken cancellationToken)
    {
        if (!TryRead(from, out var older) || !TryRead(to, out var newer))
            return NotANumber("from", "to");
        return await database.ReadAsync(connection => Consistency(connection, older, newer), cancellationToken);
    }

    private static IResult Inclusion(DbConnection connection, long index, long size)
    {
        var tree = new LedgerTree(connection);
        return index < size && size <= tree.Size()
            ? TypedResults.Ok(new InclusionProof(index, size, tree.LeafAt(index), tree.Inclusion(index, size)))
            : Problems.Of(StatusCodes.Status400BadRequest, OutOfRange, "index must be below size, and size at most that of the newest checkpoint.");
    }

    private static IResult Consistency(DbConnection connection, long from, long to)
    {
        var tree = new LedgerTree(connection);
        return from >= 1 && from <= to && to <= tree.Size()
            ? TypedResults.Ok(new ConsistencyProof(from, to, tree.Consistency(from, to)))
            : Problems.Of(StatusCodes.Status400BadRequest, OutOfRange, "from must be at least 1 and at most to, and to at most the size of the newest checkpoint.");
    }

    private static bool TryRead(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static IResult NotANumber(string first, string second) =>
        Problems.Of(StatusCodes.Status400BadRequest, NumberInvalid, $"Give {first} and {second} as whole numbers from 0, without sign or separators.");

    internal sealed record InclusionProof(long Index, long Size, byte[] LeafHash, IReadOnlyList<byte[]> Path);

    internal sealed record ConsistencyProof(long From, long To, IReadOnlyList<byte[]> Path);
}
