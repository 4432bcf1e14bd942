using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>
/// Reads the ledger in order, from where it left off, and hands each entry on at least once: the one way in which the rest of the
/// portal learns what happened. It wakes on commit, and each second in case another process wrote.
/// </summary>
internal abstract class LedgerFollower(LedgerFeed feed, ILogger logger) : BackgroundService
{
    /// <summary>Entries handed on at once at most.</summary>
    private const int BatchSize = 1000;

    private static readonly TimeSpan InCase = TimeSpan.FromSeconds(1);

    /// <summary>The name under which the position is saved; null follows only what comes after the start.</summary>
    protected abstract string? Name { get; }

    /// <summary>Handles entries in order. When it throws, the same entries come again within a second, for as long as it takes.</summary>
    protected abstract Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(InCase, feed.Time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        long? position = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = feed.Signal.Next;
            try
            {
                position ??= await FirstAsync(stoppingToken);
                if (await HandleNextAsync(position.Value, stoppingToken) is { } reached)
                {
                    position = reached;
                    continue;
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The top of a follower's loop: nothing is lost, the position stays. Rings must not make it spin.
                logger.FollowerFailed(exception, GetType().Name, position);
                ring = tick;
            }

            if (await Task.WhenAny(ring, tick) == tick)
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
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

    /// <summary>Up to where the follower of this name has come; -1 before its first entry.</summary>
    protected static long Reached(DbConnection connection, string name) =>
        connection.QuerySingleOrDefault<long?>("SELECT position FROM ledger_follower WHERE name = @name", new { name }) ?? -1;

    /// <summary>For a handler that saves its position with what it wrote, so that what it did is not done again.</summary>
    protected static void Save(Transaction tx, string name, long position) =>
        tx.Prepared(
            """
            INSERT INTO ledger_follower (name, position) VALUES (@0, @1)
            ON CONFLICT (name) DO UPDATE SET position = excluded.position
            """,
            name,
            position).ExecuteNonQuery();

    private Task<long> FirstAsync(CancellationToken cancellationToken) =>
        Name is { } name
            ? feed.Database.ReadAsync(connection => Reached(connection, name), cancellationToken)
            : feed.Reader.NewestAsync(cancellationToken);

    private Task SaveAsync(string name, long position, CancellationToken cancellationToken) =>
        feed.Database.WriteAsync(tx => Save(tx, name, position), cancellationToken);
}
