namespace Portal.Device;

/// <summary>The cable between a device and the world, with a switch in it: what a virtual device cuts and restores.</summary>
internal sealed class NetworkSwitch
{
    private readonly Lock gate = new();
    private readonly List<Action> onCut = [];
    private TaskCompletionSource? restored;

    public bool IsCut
    {
        get
        {
            lock (gate)
            {
                return restored is not null;
            }
        }
    }

    public void Cut()
    {
        Action[] told;
        lock (gate)
        {
            restored ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            told = [.. onCut];
        }

        foreach (var tell in told)
        {
            tell();
        }
    }

    public void Restore()
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            waiting = restored;
            restored = null;
        }

        waiting?.SetResult();
    }

    public void ThrowIfCut()
    {
        if (IsCut)
        {
            throw new IOException("The network is cut.");
        }
    }

    public Task WhenConnectedAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return restored?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
        }
    }

    /// <summary>Has the action run at each cut, at once where it is cut already, until the answer is disposed.</summary>
    public IDisposable OnCut(Action action)
    {
        bool already;
        lock (gate)
        {
            onCut.Add(action);
            already = restored is not null;
        }

        if (already)
        {
            action();
        }

        return new Subscription(this, action);
    }

    private sealed class Subscription(NetworkSwitch owner, Action action) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.onCut.Remove(action);
            }
        }
    }
}
