using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Benchmarks.Baselines;

/// <summary>
/// What durable ingest is compared with: a hub that reads the same messages and answers after a group commit into one table with two
/// indexes. No sign-in, no signature, no rules, no ledger.
/// </summary>
internal static class BareIngest
{
    public const string Verb = "serve-bare-ingest";
    public const string Hub = "/hub";

    public static async Task ServeAsync(string address, string folder, CancellationToken cancellationToken)
    {
        await using var store = new GroupCommitStore(folder);
        await using var app = BareServer.Build(address, services => services.AddSingleton(store));
        app.MapHub<EventHub>(Hub);
        await BareServer.RunAsync(app, cancellationToken);
    }

    internal sealed class EventHub(GroupCommitStore store) : Hub
    {
        [HubMethodName("Report")]
        public async Task<long> ReportAsync(JsonElement batch)
        {
            var device = Context.GetHttpContext()?.Request.Query["device"].ToString() ?? "";
            var rows = new List<Row>(batch.GetArrayLength());
            foreach (var element in batch.EnumerateArray())
                rows.Add(Row.Of(device, element));
            await store.CommitAsync(rows);
            return rows[^1].Seq;
        }
    }

    internal sealed record Row(string Device, long Epoch, long Seq, string Kind, string At, string Data, string? Signature)
    {
        public static Row Of(string device, JsonElement element) => new(
            device,
            element.GetProperty("epoch").GetInt64(),
            element.GetProperty("seq").GetInt64(),
            element.GetProperty("kind").GetString() ?? "",
            element.GetProperty("at").GetString() ?? "",
            element.GetProperty("data").GetString() ?? "",
            element.TryGetProperty("signature", out var signature) ? signature.GetString() : null);
    }

    /// <summary>One thread that commits whatever waits, then answers.</summary>
    internal sealed class GroupCommitStore : IAsyncDisposable
    {
        private const int LargestCommit = 512;

        private const string Schema =
            """
            CREATE TABLE event (
                id INTEGER PRIMARY KEY, device TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL,
                at TEXT NOT NULL, data TEXT NOT NULL, signature TEXT);
            CREATE UNIQUE INDEX event_number ON event (device, epoch, seq);
            CREATE INDEX event_kind ON event (kind, at);
            """;

        private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(4096);
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;
        private readonly Task _writing;

        public GroupCommitStore(string folder)
        {
            _connection = BareServer.OpenDatabase(folder, Schema);
            _insert = _connection.CreateCommand();
            _insert.CommandText =
                "INSERT INTO event (device, epoch, seq, kind, at, data, signature) VALUES (@0, @1, @2, @3, @4, @5, @6)";
            for (var i = 0; i < 7; i++)
                _insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + i });
            _writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        public async Task CommitAsync(IReadOnlyList<Row> rows)
        {
            var work = new Work(rows, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            await _queue.Writer.WriteAsync(work);
            await work.Done.Task;
        }

        public async ValueTask DisposeAsync()
        {
            _queue.Writer.Complete();
            await _writing;
            await _insert.DisposeAsync();
            await _connection.DisposeAsync();
        }

        private void Write()
        {
            var batch = new List<Work>(LargestCommit);
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                using (var transaction = _connection.BeginTransaction())
                {
                    _insert.Transaction = transaction;
                    while (batch.Count < LargestCommit && _queue.Reader.TryRead(out var work))
                    {
                        batch.Add(work);
                        foreach (var row in work.Rows)
                            Insert(row);
                    }

                    transaction.Commit();
                }

                foreach (var work in batch)
                    work.Done.SetResult();
                batch.Clear();
            }
        }

        private void Insert(Row row)
        {
            _insert.Parameters[0].Value = row.Device;
            _insert.Parameters[1].Value = row.Epoch;
            _insert.Parameters[2].Value = row.Seq;
            _insert.Parameters[3].Value = row.Kind;
            _insert.Parameters[4].Value = row.At;
            _insert.Parameters[5].Value = row.Data;
            _insert.Parameters[6].Value = row.Signature ?? (object)DBNull.Value;
            _insert.ExecuteNonQuery();
        }

        private sealed record Work(IReadOnlyList<Row> Rows, TaskCompletionSource Done);
    }
}
