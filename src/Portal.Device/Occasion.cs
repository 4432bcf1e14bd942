namespace Portal.Device;

/// <summary>Something that happens again and again, and that several may wait for: take <see cref="Next"/> first, then look, then wait.</summary>
internal sealed class Occasion
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes when it happens the next time.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>It has happened.</summary>
    public void Happen() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
