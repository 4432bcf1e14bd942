namespace Portal.Benchmarks.Baselines;

/// <summary>An event as the bare page shows it.</summary>
internal sealed record BareEvent(string At, string Kind);

/// <summary>The last events, and word of each new one.</summary>
internal sealed class BareFeed
{
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private readonly Queue<BareEvent> _last = new(Kept);

    public event EventHandler? Changed;

    public IReadOnlyList<BareEvent> Last
    {
        get
        {
            lock (_gate)
                return [.. _last];
        }
    }

    public void Show(BareEvent one)
    {
        lock (_gate)
        {
            if (_last.Count == Kept)
                _last.Dequeue();
            _last.Enqueue(one);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }
}
