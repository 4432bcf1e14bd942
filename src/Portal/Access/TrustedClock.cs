namespace Portal.Access;

/// <summary>
/// The wall clock, watched against the monotonic one: when it has jumped by more than 60 s nothing is issued until the two have agreed for
/// 60 s (S19). Whoever asks looks, so that no decision is made by a clock that has jumped since the last look. A drift of
/// seconds in a minute, as a corrected clock has it, is no jump.
/// </summary>
internal sealed class TrustedClock
{
    private static readonly TimeSpan Jump = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Agreed = TimeSpan.FromSeconds(60);

    /// <summary>While the two are to agree, more than this apart is not agreement.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private long _since;
    private DateTimeOffset _then;
    private bool _isUnsure;
    private long _jumps;

    public TrustedClock(TimeProvider time)
    {
        _time = time;
        (_since, _then) = (time.GetTimestamp(), time.GetUtcNow());
    }

    /// <summary>How often it was seen to have jumped, also while it was not relied on anyway.</summary>
    public long Jumps => Interlocked.Read(ref _jumps);

    /// <summary>What the wall clock says, and whether that may be relied on.</summary>
    public ClockReading Read()
    {
        lock (_gate)
        {
            var (now, passed) = (_time.GetUtcNow(), _time.GetElapsedTime(_since));
            var apart = now - _then - passed;
            if (apart.Duration() > (_isUnsure ? Tolerance : Jump))
                (_isUnsure, _since, _then, _jumps) = (true, _time.GetTimestamp(), now, _jumps + 1);
            else if (passed >= Agreed)
                (_isUnsure, _since, _then) = (false, _time.GetTimestamp(), now);
            return new ClockReading(now, _isUnsure);
        }
    }
}

/// <param name="Now">What the wall clock says.</param>
/// <param name="IsUnsure">It has jumped, and has not agreed with the monotonic clock for long enough since.</param>
internal readonly record struct ClockReading(DateTimeOffset Now, bool IsUnsure);
