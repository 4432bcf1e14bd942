namespace Portal.Device;

/// <summary>The cable between a device and the world, with a switch in it: what a virtual device cuts and restores.</summary>
internal sealed class NetworkSwitch
{
    private readonly Lock _gate = new();
    private readonly List<Action> _onCut = [];
    private TaskCompletionSource? _restored;

    public bool IsCut
    {
        get
        {
            lock (_gate)
                return _restored is not null;
        }
    }

    public void Cut()
    {
        Action[] told;
        lock (_gate)
        {
            _restored ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            told = [.. _onCut];
        }

        foreach (var tell in told)
            tell();
    }

    public void Restore()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            waiting = _restored;
            _restored = null;
        }

        waiting?.SetResult();
    }

    public void ThrowIfCut()
    {
        if (IsCut)
            throw new IOException("The network is cut.");
    }

    public Task WhenConnectedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _restored?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
    }

    /// <summary>Has the action run at each cut, at once where it is cut already, until the answer is disposed.</summary>
    public IDisposable OnCut(Action action)
    {
        bool already;
        lock (_gate)
        {
            _onCut.Add(action);
            already = _restored is not null;
        }

        if (already)
            action();

        return new Subscription(this, action);
    }

    private sealed class Subscription(NetworkSwitch owner, Action action) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
                owner._onCut.Remove(action);
        }
    }
}
