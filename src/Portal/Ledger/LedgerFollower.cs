using Dapper;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>
/// Reads the ledger in order, from where it left off, and hands each entry on at least once: the one way in which the rest of the
/// portal learns what happened. It wakes on commit, and each second in case another process wrote.
/// </summary>
internal abstract class LedgerFollower(LedgerFeed feed, ILogger logger) : BackgroundService
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan InCase = TimeSpan.FromSeconds(1);

    /// <summary>The name under which the position is saved; null follows only what comes after the start.</summary>
    protected abstract string? Name { get; }

    /// <summary>Handles entries in order. When it throws, the same entries come again after a second.</summary>
    protected abstract Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var position = await StartAsync(Name, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = feed.Signal.Next;
            try
            {
                if (await HandleNextAsync(position, stoppingToken) is { } reached)
                {
                    position = reached;
                    continue;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The top of a follower's loop: nothing is lost, the position stays.
                logger.FollowerFailed(exception, GetType().Name, position);
                next = Task.Delay(InCase, feed.Time, stoppingToken);
            }

            await Task.WhenAny(next, Task.Delay(InCase, feed.Time, stoppingToken));
        }
    }

    private async Task<long?> HandleNextAsync(long position, CancellationToken cancellationToken)
    {
        var entries = await feed.Reader.AfterAsync(position, BatchSize, cancellationToken);
        if (entries.Count == 0)
            return null;
        await HandleAsync(entries, cancellationToken);
        if (Name is { } name)
            await SaveAsync(name, entries[^1].Position, cancellationToken);
        return entries[^1].Position;
    }

    private Task<long> StartAsync(string? name, CancellationToken cancellationToken) =>
        name is null
            ? feed.Reader.NewestAsync(cancellationToken)
            : feed.Database.ReadAsync(
                connection => connection.QuerySingleOrDefault<long?>(
                    "SELECT position FROM ledger_follower WHERE name = @name", new { name }) ?? -1,
                cancellationToken);

    private Task SaveAsync(string name, long position, CancellationToken cancellationToken) =>
        feed.Database.WriteAsync(
            tx => tx.Connection.Execute(
                """
                INSERT INTO ledger_follower (name, position) VALUES (@name, @position)
                ON CONFLICT (name) DO UPDATE SET position = excluded.position
                """,
                new { name, position }),
            cancellationToken);
}
