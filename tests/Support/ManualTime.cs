namespace Portal.Tests.Support;

/// <summary>
/// Time that moves only when a test says so. Timers fire on the thread that advances it, in the order in which they are due. Arm
/// first, then act: <see cref="TimerSetAsync"/> tells when the code under test has begun to wait.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    /// <summary>Some day; nothing may depend on which.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = Start;
    private TaskCompletionSource _timerSet = New();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

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
                if (_timers.Exists(timer => timer.Due <= _now + within))
                    return;
                next = _timerSet.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(20), System, cancellationToken);
        }
    }

    /// <summary>Moves on, stopping at each timer that comes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = end;
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next?.Due is not { } due)
                return null;
            if (due > _now)
                _now = due;
            next.Due = next.Period > TimeSpan.Zero ? due + next.Period : null;
            if (next.Due is null)
                _timers.Remove(next);
            return next;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            TaskCompletionSource? set = null;
            lock (time._gate)
            {
                time._timers.Remove(this);
                Due = dueTime < TimeSpan.Zero ? null : time._now + dueTime;
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
