using Dapper;
using Portal.Ledger;

namespace Portal.Tests.Ledger;

/// <summary>A ledger that is just past two levels of stored subtrees, with the leaf hashes beside it.</summary>
public sealed class LargeLedger : IAsyncLifetime
{
    public const int Size = 65_536 + 300;

    private readonly TestLedger _ledger = new();

    /// <summary>The leaf hashes, computed from the stored heads by the words of the contract.</summary>
    internal byte[][] Leaves { get; private set; } = [];

    internal TestLedger Ledger => _ledger;

    public async ValueTask InitializeAsync()
    {
        // Batches of all sizes, so that stored subtrees are closed at the start, in the middle and at the end of a batch.
        for (int done = 0, batch = 1; done < Size; done += batch, batch = Math.Min(batch + 1, Size - done))
            await _ledger.AppendAsync(SomeEntries.Plain(done, batch));
        Leaves = await _ledger.Storage.Database.ReadAsync(
            connection => connection.Query<(long Position, long ReceivedAt, byte[] Commitment)>(
                    "SELECT position, received_at, commitment FROM ledger_head ORDER BY position")
                .Select(head => LeafOf(head.Position, head.ReceivedAt, head.Commitment))
                .ToArray(),
            CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _ledger.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] LeafOf(long position, long receivedAt, byte[] commitment)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(receivedAt).ToString("yyyy-MM-ddTHH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
        var head = string.Join('\n', "portal/entry/v1", position, at + "Z", Convert.ToHexString(commitment).ToLowerInvariant());
        return System.Security.Cryptography.SHA256.HashData([0, .. System.Text.Encoding.UTF8.GetBytes(head)]);
    }
}
