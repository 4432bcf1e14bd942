namespace Portal.Gateway;

/// <summary>
/// Lets devices sign in a few at a time, in the order in which they came. When all knock at once, each is let in quickly once it is its turn;
/// otherwise all would be half-way in together, give up, and begin anew (docs/decisions/0021).
/// </summary>
internal sealed class SignInTurns(TimeProvider time) : IDisposable
{
    /// <summary>More waiting requests than this are sent away; what waits costs little but its connection.</summary>
    private const int MostWaiting = 10_000;

    /// <summary>A turn ends then, whether or not its device has got in: nobody holds the door by doing nothing.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _free = new(Math.Max(8, 8 * Environment.ProcessorCount));
    private int _waiting;

    /// <summary>The next turn; null where too many wait. Whoever gives up waiting takes none.</summary>
    public async Task<IDisposable?> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
                return null;
            await _free.WaitAsync(cancellationToken);
            return new Turn(_free, time);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _free.Dispose();

    private sealed class Turn : IDisposable
    {
        private readonly SemaphoreSlim _free;
        private readonly ITimer _limit;
        private int _isOver;

        public Turn(SemaphoreSlim free, TimeProvider time)
        {
            _free = free;
            _limit = time.CreateTimer(static turn => ((Turn?)turn)?.Dispose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _limit.Change(LongestTurn, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 1)
                return;
            _limit.Dispose();
            _free.Release();
        }
    }
}
