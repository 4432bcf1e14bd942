namespace Portal.Gateway;

/// <summary>
/// Lets the tokens of devices be looked at a few at a time, in the order in which they came. When all knock at once, whoever is in is served
/// before the next is let in; otherwise all would be half-way in together, give up, and begin anew (docs/decisions/0021). A turn holds work of
/// ours alone and never waits for a device: how far away it is takes nothing from the others.
/// </summary>
internal sealed class SignInTurns : IDisposable
{
    /// <summary>More waiting requests than this are sent away; what waits costs little but its connection.</summary>
    private const int MostWaiting = 10_000;

    private readonly SemaphoreSlim _free = new(Math.Max(8, 8 * Environment.ProcessorCount));
    private int _waiting;

    /// <summary>The next turn, until it is disposed; null where too many wait. Whoever gives up waiting takes none.</summary>
    public async Task<IDisposable?> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
                return null;
            await _free.WaitAsync(cancellationToken);
            return new Turn(_free);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                free.Release();
        }
    }
}
