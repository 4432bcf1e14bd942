using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device.Fleet;

/// <summary>
/// One of thousands: a key box without a disk, closed, and locked but for the seconds after an unlock. It keeps the contract as a real one
/// does (own key, signed reports in order, kept until acknowledged, heartbeats by itself), and forgets when the process ends.
/// </summary>
internal sealed class LightDevice : IDisposable
{
    /// <summary>Well within the time after which the hub takes a silent line for a dead one.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(1);

    private readonly FleetTally _tally;
    private readonly HttpMessageInvoker _network;
    private readonly TimeProvider _time;
    private readonly DeviceClock _clock;
    private readonly LightMemory _memory;
    private readonly LightBolt _bolt;
    private readonly Retry _retry = new(Random.Shared.NextDouble);
    private readonly Outgoing _outgoing = new();
    private readonly long _startedAt;
    private volatile LightLine? _line;
    private volatile bool _isDismissed;
    private TimeSpan _interval = TimeSpan.FromSeconds(60);
    private long _beaten;
    private long _pinged;
    private long? _refused;

    public LightDevice(FleetMember member, FleetTally tally, HttpMessageInvoker network, TimeProvider time)
    {
        (_tally, _network, _time) = (tally, network, time);
        _clock = new DeviceClock(time);
        _memory = new LightMemory(member, _clock, tally);
        _bolt = new LightBolt(_clock, time);
        _startedAt = time.GetTimestamp();
        if (_memory.IsNew)
            Introduce();
    }

    /// <inheritdoc cref="LightMemory.Member"/>
    public FleetMember Member => _memory.Member;

    /// <summary>Connects, talks, and connects again, until it is cancelled or dismissed.</summary>
    public async Task RunAsync(NetworkSwitch cable, CancellationToken cancellationToken)
    {
        try
        {
            while (!_isDismissed)
            {
                await cable.WhenConnectedAsync(cancellationToken);
                await LiveOnceAsync(cancellationToken);
                await Task.Delay(_retry.Next(), _time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Switched off.
        }
    }

    /// <inheritdoc cref="LightMemory.Add"/>
    public bool Report(string kind, object? data = null)
    {
        if (!_memory.Add(kind, data))
            return false;
        _outgoing.Wake();
        return true;
    }

    /// <summary>The line breaks; the device will have another.</summary>
    public void Drop() => _line?.Cut();

    public void Dispose() => _memory.Dispose();

    // The portal knows nothing of it yet.
    private void Introduce()
    {
        Report(EventKinds.Locked);
        Report(EventKinds.DoorClosed);
    }

    private async Task LiveOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var line = await LightLine.OpenAsync(_memory.Gateway, _memory.SignIn(), _network, _time, Hear, cancellationToken);
            _line = line;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, line.Closed);
            await TalkAsync(line, either.Token);
        }
        catch (IOException)
        {
            // No line, or a broken one.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Closed while it waited.
        }
        finally
        {
            _line = null;
        }
    }

    private async Task TalkAsync(LightLine line, CancellationToken cancellationToken)
    {
        _pinged = _time.GetTimestamp();
        _refused = null;
        if (!await BeatAsync(line, cancellationToken))
            return;
        _retry.Reset();
        _tally.CameOnline();
        try
        {
            while (!line.Closed.IsCancellationRequested)
                await SayNextAsync(line, cancellationToken);
        }
        finally
        {
            _tally.WentOffline();
        }
    }

    // Events first, so that no heartbeat says what was not reported yet.
    private async Task SayNextAsync(LightLine line, CancellationToken cancellationToken)
    {
        if (_bolt.HasRelocked())
            Report(EventKinds.Locked, new { Source = EventSources.Auto });
        var untilBeat = (_bolt.IsUnlocked ? TimeSpan.FromSeconds(GatewayLimits.OpeningHeartbeatSeconds) : _interval) - _time.GetElapsedTime(_beaten);
        if (_refused is { } since && _time.GetElapsedTime(since) >= AfterRefusal)
            _refused = null;
        if (_refused is null && _memory.NextBatch() is { Length: > 0 } batch)
            await ReportAsync(line, batch, cancellationToken);
        else if (_outgoing.TryPeek(out var result) && result is not null)
            await AnswerAsync(line, result, cancellationToken);
        else if (untilBeat <= TimeSpan.Zero)
            await BeatAsync(line, cancellationToken);
        else
            await WaitAsync(line, untilBeat, cancellationToken);
    }

    private async Task WaitAsync(LightLine line, TimeSpan untilBeat, CancellationToken cancellationToken)
    {
        TimeSpan?[] all = [untilBeat, PingEvery, _refused is null ? null : AfterRefusal, _bolt.UntilRelocked];
        await _outgoing.WaitAsync(all.Min() ?? PingEvery, _time, cancellationToken);
        if (_time.GetElapsedTime(_pinged) < PingEvery)
            return;
        _pinged = _time.GetTimestamp();
        await line.PingAsync(cancellationToken);
    }

    private async Task<bool> BeatAsync(LightLine line, CancellationToken cancellationToken)
    {
        _beaten = _time.GetTimestamp();
        var beat = new Heartbeat
        {
            At = WireTime.Format(_clock.Now),
            Lock = _bolt.IsUnlocked ? LockWords.Unlocked : LockWords.Locked,
            Door = DoorWords.Closed,
            UptimeSeconds = (long)_time.GetElapsedTime(_startedAt).TotalSeconds,
        };
        if ((await line.AskAsync<HeartbeatAnswer>(GatewayMethods.Heartbeat, beat, cancellationToken)).Answer is not { } answer)
            return false;
        if (WireTime.TryParse(answer.ServerTime, out var told))
            _clock.Trust(told, _beaten);
        _interval = TimeSpan.FromSeconds(
            Math.Clamp(answer.IntervalSeconds, GatewayLimits.OpeningHeartbeatSeconds, GatewayLimits.LongestHeartbeatSeconds));
        return true;
    }

    private async Task ReportAsync(LightLine line, DeviceEvent[] batch, CancellationToken cancellationToken)
    {
        var reply = await line.AskAsync<ReportAnswer>(GatewayMethods.Report, batch, cancellationToken);
        if (reply.Answer is not null)
            _memory.Acknowledge(batch.Length);
        else if (reply.Refusal?.Index is { } index && index < batch.Length)
            _memory.Drop(index);
        else
            _refused = _time.GetTimestamp();
    }

    private async Task AnswerAsync(LightLine line, CommandResult result, CancellationToken cancellationToken)
    {
        if (!(await line.AskAsync<object>(GatewayMethods.CommandResult, result, cancellationToken)).IsSilence)
            _outgoing.Remove();
    }

    private void Hear(string method, JsonElement argument)
    {
        switch (method)
        {
            case GatewayMethods.Command when argument.Deserialize<Command>(GatewayJson.Options) is { } command:
                Obey(command);
                break;
            case GatewayMethods.Paired when argument.Deserialize<Paired>(GatewayJson.Options) is { } paired:
                if (_memory.BeConfirmed(paired))
                    Introduce();
                break;
            case GatewayMethods.Disconnecting when argument.Deserialize<Disconnecting>(GatewayJson.Options) is { } farewell:
                _isDismissed |= farewell.Reason is Disconnecting.Refused or Disconnecting.Released;
                break;
            default:
                break;
        }
    }

    private void Obey(Command command)
    {
        var isNew = _bolt.Obey(command, out var result);
        if (isNew && result.Status == CommandStatus.Done)
        {
            var kind = command.Name == CommandNames.Unlock ? EventKinds.Unlocked : EventKinds.Locked;
            Report(kind, new { Source = EventSources.Remote, command.CommandId });
        }

        _outgoing.Add(result);
    }
}
