namespace Portal.Device;

/// <summary>The session of this moment, for those who need one and can wait a little.</summary>
internal sealed class Line(TimeProvider time)
{
    private readonly Occasion _opened = new();
    private volatile GatewaySession? _now;

    /// <summary>The session, if there is one that is not closed.</summary>
    public GatewaySession? Now => _now is { Closed.IsCancellationRequested: false } open ? open : null;

    /// <summary>A session has begun, or (null) ended.</summary>
    public void Set(GatewaySession? session)
    {
        _now = session;
        if (session is not null)
            _opened.Happen();
    }

    /// <summary>The session, or the next one if it comes in time.</summary>
    public async Task<GatewaySession?> WaitAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var opened = _opened.Next;
        if (Now is { } open)
            return open;
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
}
