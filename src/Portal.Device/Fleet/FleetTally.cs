namespace Portal.Device.Fleet;

/// <summary>What the whole fleet did so far; every device counts here.</summary>
internal sealed class FleetTally(TimeProvider time)
{
    private long _made;
    private long _acknowledged;
    private long _dropped;
    private long _connects;
    private int _online;
    private long _since = time.GetTimestamp();

    /// <summary>Raised with the time since the last <see cref="Begin"/> when this many are online.</summary>
    public Action<TimeSpan> AllOnline { get; set; } = static _ => { };

    /// <summary>How many the fleet has.</summary>
    public required int Devices { get; init; }

    /// <summary>Signed in, and a heartbeat was answered on this line.</summary>
    public int Online => Volatile.Read(ref _online);

    public long Made => Interlocked.Read(ref _made);

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Events that the portal will never take.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Times that a device signed in.</summary>
    public long Connects => Interlocked.Read(ref _connects);

    /// <summary>The clock of <see cref="AllOnline"/> starts.</summary>
    public void Begin() => Interlocked.Exchange(ref _since, time.GetTimestamp());

    public void CameOnline()
    {
        Interlocked.Increment(ref _connects);
        if (Interlocked.Increment(ref _online) == Devices)
            AllOnline(time.GetElapsedTime(Interlocked.Read(ref _since)));
    }

    public void WentOffline() => Interlocked.Decrement(ref _online);

    public void CountMade() => Interlocked.Increment(ref _made);

    public void CountAcknowledged(int events) => Interlocked.Add(ref _acknowledged, events);

    public void CountDropped() => Interlocked.Increment(ref _dropped);
}
