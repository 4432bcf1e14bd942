namespace Portal.Device;

/// <summary>
/// The device's clock. Until the portal has told the time it is the system's; afterwards it is the portal's time carried on by
/// the monotonic clock, so that setting the system's clock moves nothing.
/// </summary>
public sealed class DeviceClock
{
    // An answer that took longer says little about now: the device may have been frozen between question and answer.
    private static readonly TimeSpan LongestRoundTrip = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CloseEnough = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly Func<DateTimeOffset, TimeSpan> _error;
    private readonly Lock _gate = new();
    private Reading? _trusted;
    private TimeSpan _guess;

    /// <param name="time">The system's clock.</param>
    /// <param name="error">How wrong this clock is, for those who want to see what comes of it; it cannot be put right.</param>
    internal DeviceClock(TimeProvider time, Func<DateTimeOffset, TimeSpan>? error = null) =>
        (_time, _error) = (time, error ?? (static _ => TimeSpan.Zero));

    /// <summary>Whether the portal has told the time since the device started (S15).</summary>
    public bool IsTrusted
    {
        get
        {
            lock (_gate)
                return _trusted is not null;
        }
    }

    /// <summary>Now, in UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            DateTimeOffset now;
            lock (_gate)
                now = NowLocked();
            return now + _error(now);
        }
    }

    /// <summary>The portal just said <paramref name="serverTime"/> in answer to a question of <paramref name="asked"/> (a monotonic timestamp).</summary>
    internal void Trust(DateTimeOffset serverTime, long asked)
    {
        var heard = _time.GetTimestamp();
        var roundTrip = _time.GetElapsedTime(asked, heard);
        if (roundTrip > LongestRoundTrip)
            return;

        var told = serverTime + (roundTrip / 2);
        lock (_gate)
        {
            // Small differences are the line's, not the clock's: following them would make times run backwards.
            var tolerance = roundTrip > CloseEnough ? roundTrip : CloseEnough;
            if (_trusted is null || (told - NowLocked()).Duration() > tolerance)
                _trusted = new Reading(told, heard);
        }
    }

    /// <summary>Something else said what time it is: used for tokens until the portal has spoken, and never trusted.</summary>
    internal void Guess(DateTimeOffset about)
    {
        lock (_gate)
            _guess = about - _time.GetUtcNow();
    }

    private DateTimeOffset NowLocked() =>
        _trusted is null ? _time.GetUtcNow() + _guess : _trusted.Said + _time.GetElapsedTime(_trusted.Timestamp);

    private sealed record Reading(DateTimeOffset Said, long Timestamp);
}
