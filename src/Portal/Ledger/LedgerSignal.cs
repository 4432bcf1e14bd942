namespace Portal.Ledger;

/// <summary>Wakes the followers of this process after a commit. It carries nothing: a lost ring costs nothing.</summary>
internal sealed class LedgerSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next ring. Take it before reading, so that nothing falls in between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
