using System.Globalization;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Tests.Support;

/// <summary>
/// Appends batches of entries from several callers at once, for ever, and says each batch once it is acknowledged:
/// <c>first position, name of the batch, number of entries, .</c> on one line.
/// </summary>
internal static class AppendUntilKilled
{
    private const int Callers = 8;
    private const int LargestBatch = 60;

    public static async Task<int> RunAsync(string file)
    {
        using var database = TestDatabase.At(file, TimeProvider.System);
        database.Open();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AppendAsync(database))));
        return 0;
    }

    private static async Task AppendAsync(Database database)
    {
        var writer = new LedgerWriter(new LedgerSignal());
        while (true)
        {
            var name = Guid.NewGuid().ToString("N");
            var count = Random.Shared.Next(1, LargestBatch + 1);
            var now = TimeProvider.System.GetUtcNow();
            var entries = Enumerable.Range(0, count).Select(index => Entry(name, count, index, now)).ToList();
            var first = await database.WriteAsync(tx => writer.Append(tx, now, entries), CancellationToken.None);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{first} {name} {count} ."));
        }
    }

    private static NewEntry Entry(string batch, int count, int index, DateTimeOffset now) => new()
    {
        Kind = "press",
        Actor = Actor.Portal,
        At = now,
        Data = string.Create(CultureInfo.InvariantCulture, $$"""{"batch":"{{batch}}","count":{{count}},"index":{{index}}}"""),
    };
}
