namespace Portal.Device;

/// <summary>The session of this moment, for those who need one and can wait a little.</summary>
internal sealed class Line(TimeProvider time)
{
    private readonly Lock _gate = new();
    private GatewaySession? _now;
    private TaskCompletionSource _opened = New();

    /// <summary>The session, if there is one.</summary>
    public GatewaySession? Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    /// <summary>A session has begun, or (null) ended.</summary>
    public void Set(GatewaySession? session)
    {
        TaskCompletionSource? opened = null;
        lock (_gate)
        {
            _now = session;
            if (session is not null)
                (opened, _opened) = (_opened, New());
        }

        opened?.SetResult();
    }

    /// <summary>The session, or the next one if it comes in time.</summary>
    public async Task<GatewaySession?> WaitAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        Task opened;
        lock (_gate)
        {
            if (_now is not null)
                return _now;
            opened = _opened.Task;
        }

        try
        {
            await opened.WaitAsync(within, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // There is none.
        }

        return Now;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
