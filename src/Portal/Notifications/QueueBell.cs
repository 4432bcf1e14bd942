using Portal.Storage;

namespace Portal.Notifications;

/// <summary>Wakes whoever waits for a queue, after the commit that changed it. It carries nothing: a lost ring costs nothing.</summary>
internal sealed class QueueBell
{
    private readonly Action _ring;
    private TaskCompletionSource _next = NewSource();

    public QueueBell() => _ring = () => Interlocked.Exchange(ref _next, NewSource()).SetResult();

    /// <summary>Completes at the next ring. Take it before reading.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void RingAfter(Transaction tx) => tx.AfterCommit(_ring);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
