using Portal.Storage;

namespace Portal.Ledger;

/// <summary>
/// Signs what the ledger has become, at most once a second, and keeps the newest of each hour. It never signs a ledger that does not
/// begin with the one it signed before: whoever changed the past has to answer for two signed checkpoints that contradict each other.
/// </summary>
internal sealed class Checkpoints(Database database, LedgerKey key, LedgerOrigin origin, TimeProvider time, ILogger<Checkpoints> logger)
    : BackgroundService
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    private volatile KeptCheckpoint? _newest;

    /// <summary>The newest was signed by another key or under another origin: the portal's address may have moved since.</summary>
    private bool _newestIsForeign;

    /// <summary>The newest signed note; it is on disk. Null before the start.</summary>
    public string? Newest => _newest?.Note;

    /// <summary>Signs before the first request and the first device, so that there is a checkpoint to show from the start.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _newest = await database.ReadAsync(CheckpointStore.Newest, cancellationToken);
        _newestIsForeign = _newest is not null && SignedNote.Open(_newest.Note, new VerifierKey(origin.Value, key.PublicKey)) is null;
        if (await TrySignAsync(cancellationToken))
            await base.StartAsync(cancellationToken);
    }

    /// <summary>What came last is signed as well.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TrySignAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Apart, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!await TrySignAsync(stoppingToken))
                return;
        }
    }

    /// <summary>False when nothing may be signed any more.</summary>
    private async Task<bool> TrySignAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SignAsync(cancellationToken);
            return true;
        }
        catch (LedgerBrokenException broken)
        {
            logger.LedgerBroken(broken);
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The top of the loop: the next second tries again.
            logger.CheckpointFailed(exception);
            return true;
        }
    }

    private async Task SignAsync(CancellationToken cancellationToken)
    {
        var before = _newest;
        var checkpoint = await database.ReadAsync(connection => Grown(new LedgerTree(connection), before), cancellationToken);
        if (checkpoint is null)
            return;
        var kept = KeptCheckpoint.Sign(checkpoint, key, time.GetUtcNow());
        await database.WriteAsync(tx => CheckpointStore.Keep(tx, kept), cancellationToken);
        _newest = kept;
        _newestIsForeign = false;
    }

    private Checkpoint? Grown(LedgerTree tree, KeptCheckpoint? before)
    {
        var size = tree.Size();
        if (before is null)
            return new Checkpoint(origin.Value, size, tree.Root(size));
        if (size < before.Size || !tree.Root(before.Size).AsSpan().SequenceEqual(before.Root))
            throw new LedgerBrokenException($"The first {before.Size} entries are not those that were signed; run 'ledger check'.");
        return size == before.Size && !_newestIsForeign ? null : new Checkpoint(origin.Value, size, tree.Root(size));
    }
}
