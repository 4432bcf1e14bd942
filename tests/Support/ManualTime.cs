namespace Portal.Tests.Support;

/// <summary>
/// Time that moves only when a test says so. Timers fire on the thread that advances it, in the order in which they are due. Arm
/// first, then act: <see cref="TimerSetAsync"/> tells when the code under test has begun to wait. The wall clock can be set apart
/// from the monotonic one, as people and NTP do.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    /// <summary>Some day; nothing may depend on which.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;
    private TimeSpan _elapsed;
    private TaskCompletionSource _timerSet = New();

    public ManualTime()
        : this(Start)
    {
    }

    public ManualTime(DateTimeOffset now) => _now = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return _elapsed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes once somebody waits for a time at most <paramref name="within"/> from now.</summary>
    public async Task TimerSetAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_timers.Exists(timer => timer.Due <= _elapsed + within))
                    return;
                next = _timerSet.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(20), System, cancellationToken);
        }
    }

    /// <summary>Moves on, both clocks, stopping at each timer that comes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan end;
        lock (_gate)
            end = _elapsed + by;
        while (TakeDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            MoveToLocked(end);
    }

    /// <summary>Sets the wall clock alone: no time has passed, and no timer notices.</summary>
    public void SetUtcNow(DateTimeOffset now)
    {
        lock (_gate)
            _now = now;
    }

    private ManualTimer? TakeDue(TimeSpan end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next?.Due is not { } due)
                return null;
            MoveToLocked(due);
            next.Due = next.Period > TimeSpan.Zero ? due + next.Period : null;
            if (next.Due is null)
                _timers.Remove(next);
            return next;
        }
    }

    private void MoveToLocked(TimeSpan to)
    {
        if (to <= _elapsed)
            return;
        _now += to - _elapsed;
        _elapsed = to;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            TaskCompletionSource? set = null;
            lock (time._gate)
            {
                time._timers.Remove(this);
                Due = dueTime < TimeSpan.Zero ? null : time._elapsed + dueTime;
                Period = period;
                if (Due is not null)
                {
                    time._timers.Add(this);
                    set = Interlocked.Exchange(ref time._timerSet, New());
                }
            }

            set?.SetResult();
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
