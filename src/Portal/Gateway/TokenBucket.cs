namespace Portal.Gateway;

/// <summary>So many at once, refilled at so many a second. One caller at a time: the meter of a device has the lock.</summary>
internal sealed class TokenBucket(double perSecond, double most, TimeProvider time)
{
    // What is missing to the full.
    private double _missing;
    private long _at = time.GetTimestamp();

    public bool IsFull
    {
        get
        {
            Refill();
            return _missing <= 0;
        }
    }

    /// <summary>Takes <paramref name="count"/>, or nothing and says after how long there will be as many.</summary>
    public TimeSpan Take(int count)
    {
        Refill();
        var tooMany = _missing + count - most;
        if (tooMany > 0)
            return TimeSpan.FromSeconds(tooMany / perSecond);
        _missing += count;
        return TimeSpan.Zero;
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _missing = Math.Max(0, _missing - (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}
