using System.Globalization;
using System.Text.Json;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

public sealed class KilledWhileAppendingTests : IDisposable
{
    private const int Kills = 24;
    private const int MostAcknowledgements = 60;

    private readonly TestLedger _ledger = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task S23_WriterKilledAtRandomPoints_WhatWasAcknowledgedIsThereOnceAndTheLedgerIsWhole()
    {
        _ledger.Storage.Database.Dispose();
        var acknowledged = new List<(long First, string Batch, int Count)>();
        for (var kill = 0; kill < Kills; kill++)
        {
            acknowledged.AddRange(await AppendAndKillAsync(Random.Shared.Next(1, MostAcknowledgements)));

            // As 'ledger check' finds the file: a log of writes that nobody has finished, and no process that writes.
            using var found = _ledger.Storage.Another();
            Assert.Empty(await TestLedger.CheckAsync(found, publicKey: null));
        }

        _ledger.Storage.Restart();
        var stored = await StoredBatchesAsync();
        Assert.All(stored.Values, batch => Assert.Equal(Enumerable.Range(0, batch.Count), batch.Indexes));
        foreach (var (first, name, count) in acknowledged)
        {
            var batch = Assert.Contains(name, stored);
            Assert.Equal((first, count), (batch.First, batch.Count));
        }

        Assert.True(acknowledged.Count >= Kills, "Nothing was acknowledged before the kills.");
    }

    public void Dispose() => _ledger.Dispose();

    private async Task<List<(long First, string Batch, int Count)>> AppendAndKillAsync(int acknowledgements)
    {
        using var process = new HelperProcess("append", _ledger.Storage.File);
        var acknowledged = new List<(long, string, int)>();
        while (await process.ReadLineAsync(_stop) is { } line)
        {
            // The last line may be cut off by the kill: then nobody was told.
            if (line.Split(' ') is [var first, var name, var count, "."])
                acknowledged.Add((long.Parse(first, CultureInfo.InvariantCulture), name, int.Parse(count, CultureInfo.InvariantCulture)));
            if (acknowledged.Count == acknowledgements)
                process.Kill();
        }

        await process.EndAsync(_stop);
        return acknowledged;
    }

    private async Task<Dictionary<string, Batch>> StoredBatchesAsync()
    {
        var batches = new Dictionary<string, Batch>(StringComparer.Ordinal);
        var after = -1L;
        while (await _ledger.Reader.AfterAsync(after, 5000, _stop) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
                Add(batches, entry);
            after = entries[^1].Position;
        }

        return batches;
    }

    private static void Add(Dictionary<string, Batch> batches, LedgerEntry entry)
    {
        var data = JsonDocument.Parse(entry.Data).RootElement;
        var name = data.GetProperty("batch").GetString() ?? "";
        if (!batches.TryGetValue(name, out var batch))
            batches.Add(name, batch = new Batch(entry.Position, data.GetProperty("count").GetInt32(), []));
        batch.Indexes.Add(data.GetProperty("index").GetInt32());
    }

    private sealed record Batch(long First, int Count, List<int> Indexes);
}
