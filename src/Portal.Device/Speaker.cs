using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// The one who talks on a session: the list that it holds, events in order, then results of commands, then heartbeats when they are due. One voice, so that
/// a heartbeat never says something whose signed report has not been sent yet: the portal would take it for a contradiction.
/// </summary>
internal sealed class Speaker(GatewaySession session, DeviceState state, DeviceOptions options, DeviceClock clock, Outgoing outgoing, long startedAt)
{
    // A heartbeat that has given way to events for this long goes first: a long queue must not look like silence.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = options.Time;
    private readonly DeviceProfile _profile = options.Description.Profile;
    private TimeSpan _interval = TimeSpan.FromSeconds(options.Description.HeartbeatSeconds);
    private TimeSpan _pause = FirstPause;
    private long _sendFrom = options.Time.GetTimestamp();
    private long? _lastBeat;
    private long? _delayedSince;

    /// <summary>Talks until the session is closed or the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!session.Closed.IsCancellationRequested)
        {
            var status = await options.Status(cancellationToken);
            var untilBeat = _lastBeat is { } last ? Interval(status) - _time.GetElapsedTime(last) : TimeSpan.Zero;
            if (MaySend && (untilBeat > TimeSpan.Zero || MayDelayBeat()))
                await SendAsync(cancellationToken);
            else if (untilBeat <= TimeSpan.Zero)
                await BeatAsync(status, cancellationToken);
            else
                await outgoing.WaitAsync(Sooner(untilBeat), _time, cancellationToken);
        }
    }

    private bool MaySend => UntilSend <= TimeSpan.Zero && (state.Events.Count > 0 || state.Synced.Unsaid is not null || outgoing.TryPeek(out _));

    private TimeSpan UntilSend => _time.GetElapsedTime(_time.GetTimestamp(), _sendFrom);

    // From the moment it unlocks or starts to open until it is secured again, a device is watched closely.
    private TimeSpan Interval(DeviceStatus status) =>
        (_profile.SecuredByLock || _profile.SecuredByDoor) && !_profile.IsSecured(status.Lock, status.Door)
            ? TimeSpan.FromSeconds(GatewayLimits.OpeningHeartbeatSeconds)
            : _interval;

    private TimeSpan Sooner(TimeSpan untilBeat) => UntilSend is var until && until > TimeSpan.Zero && until < untilBeat ? until : untilBeat;

    private bool MayDelayBeat()
    {
        _delayedSince ??= _time.GetTimestamp();
        return _time.GetElapsedTime(_delayedSince.Value) < LongestDelay;
    }

    private async Task BeatAsync(DeviceStatus status, CancellationToken cancellationToken)
    {
        _lastBeat = _time.GetTimestamp();
        _delayedSince = null;
        var beat = new Heartbeat
        {
            At = WireTime.Format(clock.Now),
            Lock = status.Lock,
            Door = status.Door,
            BatteryPercent = status.BatteryPercent,
            Position = status.Position,
            Tamper = status.Tamper,
            UptimeSeconds = (long)_time.GetElapsedTime(startedAt).TotalSeconds,
        };
        var reply = await session.AskAsync<HeartbeatAnswer>(GatewayMethods.Heartbeat, beat, cancellationToken);
        if (reply.Answer is { } answer)
        {
            SetClock(answer.ServerTime, _lastBeat.Value);
            state.Synced.Renew(_lastBeat.Value, answer.LeaseSeconds);
            _interval = TimeSpan.FromSeconds(Math.Clamp(
                answer.IntervalSeconds, GatewayLimits.OpeningHeartbeatSeconds, GatewayLimits.LongestHeartbeatSeconds));
            options.News(new DeviceNews.Beat(beat, answer));
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        if (state.Synced.Unsaid is { } version)
        {
            // Refused, it is not the newest any more, and the newest is on its way.
            var reply = await session.AskAsync<object>(GatewayMethods.GrantsSynced, new GrantsSynced { Version = version }, cancellationToken);
            if (reply.IsSilence)
                return;
            state.Synced.Say(version);
            if (reply.Refusal is null)
                options.News(new DeviceNews.Synced(version));
        }
        else if (state.Events.NextBatch() is { Count: > 0 } batch)
            await ReportAsync(batch, cancellationToken);
        else if (outgoing.TryPeek(out var result) && result is not null)
        {
            var reply = await session.AskAsync<object>(GatewayMethods.CommandResult, result, cancellationToken);
            if (!reply.IsSilence)
                outgoing.Remove();
        }
    }

    private async Task ReportAsync(IReadOnlyList<DeviceEvent> batch, CancellationToken cancellationToken)
    {
        var asked = _time.GetTimestamp();
        var reply = await session.AskAsync<ReportAnswer>(GatewayMethods.Report, batch, cancellationToken);
        if (reply.Answer is { } answer)
        {
            SetClock(answer.ServerTime, asked);
            _pause = FirstPause;
            var sent = new EventNumber(batch[^1].Epoch, batch[^1].Seq);
            state.Events.Acknowledge(sent);
            state.Told.Happen();
            options.News(new DeviceNews.Acknowledged(sent));
        }
        else if (reply.Refusal is { Index: { } index } && index < batch.Count)
            LeaveOut(batch[index], reply.Refusal);
        else if (reply.Refusal is not null)
        {
            // Pending, too fast, or something that this version does not know: the events keep, heartbeats go on.
            _sendFrom = _time.GetTimestamp() + (long)(_pause.TotalSeconds * _time.TimestampFrequency);
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }

    private void LeaveOut(DeviceEvent refused, GatewayError error)
    {
        var number = new EventNumber(refused.Epoch, refused.Seq);
        state.Events.Drop(number);
        options.News(new DeviceNews.Dropped(number, error));
        if (refused.Kind != EventKinds.EventDropped)
            state.Append(EventKinds.EventDropped, WireTime.Format(clock.Now), DeviceClient.DataOf(new { refused.Seq, Reason = error.Code }));
        state.Told.Happen();
    }

    private void SetClock(string serverTime, long asked)
    {
        if (WireTime.TryParse(serverTime, out var told))
            clock.Trust(told, asked);
    }
}
