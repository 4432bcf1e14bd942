using System.Threading.Channels;
using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>
/// A device that is not there: the real client over the real socket, with a body made of state. Its hands are methods; its faults
/// are in the other half of this class.
/// </summary>
public sealed partial class VirtualDevice : IAsyncDisposable
{
    private readonly VirtualDeviceOptions _options;
    private readonly Body _body;
    private readonly Gps _gps;
    private readonly Part[] _parts;
    private readonly BodyFile _file;
    private readonly DeviceClient _client;
    private readonly NetworkSwitch _network = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Channel<bool> _touched = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _sayEverything;
    private BodyState _state;

    /// <summary>Makes a device in an empty folder, or comes back as the one that is kept there.</summary>
    /// <exception cref="IOException">Another process has the folder, or it cannot be written.</exception>
    /// <exception cref="InvalidDataException">A file in it is damaged otherwise than by a crash.</exception>
    public VirtualDevice(VirtualDeviceOptions options)
    {
        _options = options;
        _body = Body.For(options.Profile, options.Timing);
        _gps = new Gps(options.Timing.FixEvery, () => Clock.Now);
        _parts = [_body, _gps, new Battery()];
        _file = new BodyFile(options.Directory);
        _state = _body.WakeUp(_file.Load(_body, options), options.Time.GetUtcNow());
        _client = new DeviceClient(new DeviceOptions
        {
            Directory = options.Directory,
            Description = new DeviceDescription
            {
                Profile = options.Profile,
                Model = $"Virtual {options.Profile}",
                Serial = _state.Serial,
                Firmware = "1.0.0",
                HeartbeatSeconds = options.HeartbeatSeconds,
            },
            Status = ReadAsync,
            Obey = ObeyAsync,
            News = Hear,
            Time = options.Time,
            Network = _network,
            ClockError = now => _state.Clock?.At(now) ?? TimeSpan.Zero,
        });
        _camera = new Camera(new GeoPoint(options.Latitude, options.Longitude), _state.Serial);
        ApplyCable();
    }

    /// <summary>Who it is, or null while it was never paired (or was released).</summary>
    public string? DeviceId => _client.DeviceId;

    /// <summary>The number on its plate.</summary>
    public string Serial => _state.Serial;

    /// <summary>Six digits for the owner to compare, while an owner still has to confirm.</summary>
    public string? CheckNumber => _client.CheckNumber;

    /// <summary>Whether an owner has confirmed the pairing.</summary>
    public bool IsConfirmed => _client.IsConfirmed;

    /// <summary>Whether it is signed in at this moment.</summary>
    public bool IsConnected => _client.IsConnected;

    /// <summary>How many events the portal has not acknowledged.</summary>
    public int Unacknowledged => _client.Unacknowledged;

    /// <summary>The device's clock.</summary>
    public DeviceClock Clock => _client.Clock;

    /// <inheritdoc cref="DeviceClient.PairAsync"/>
    public Task<PairingResult> PairAsync(Uri portal, string code, CancellationToken cancellationToken) =>
        _client.PairAsync(portal, code, cancellationToken);

    /// <inheritdoc cref="DeviceClient.RunAsync"/>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_client.IsConfirmed)
            _client.Report(EventKinds.Started);
        var talking = _client.RunAsync(stop.Token);
        var living = LiveAsync(stop.Token);
        await Task.WhenAny(talking, living);
        await stop.CancelAsync();
        await Task.WhenAll(talking, living);
        return await talking;
    }

    /// <summary>Somebody types a code at the keypad.</summary>
    public async Task<CodeAnswer> EnterCodeAsync(string code, CancellationToken cancellationToken) =>
        _state.IsDead ? new CodeAnswer.NoAnswer() : await _client.EnterCodeAsync(code, cancellationToken);

    /// <summary>Somebody opens the lid, trunk or door (or presses the wall button of a garage). Fails where it is locked.</summary>
    public Task<OrderOutcome> OpenLidAsync(CancellationToken cancellationToken) => ActAsync(_body.OpenByHand, cancellationToken);

    /// <summary>Somebody shuts it (or presses the wall button of a garage).</summary>
    public Task<OrderOutcome> CloseLidAsync(CancellationToken cancellationToken) => ActAsync(_body.CloseByHand, cancellationToken);

    /// <summary>The resident unlocks with the own key.</summary>
    public Task<OrderOutcome> UnlockByKeyAsync(CancellationToken cancellationToken) => ActAsync(_body.UnlockByKey, cancellationToken);

    /// <summary>Somebody locks by hand.</summary>
    public Task<OrderOutcome> LockAsync(CancellationToken cancellationToken) => ActAsync(_body.LockByHand, cancellationToken);

    /// <summary>How the body stands now.</summary>
    public ValueTask<DeviceStatus> ReadStatusAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<OrderOutcome> ObeyAsync(DeviceOrder order, CancellationToken cancellationToken)
    {
        if (_state.IsDead)
            return OrderOutcome.Unanswered;
        if (order.Name == CommandNames.Snapshot)
            return await TakePictureAsync(cancellationToken);
        var isLate = false;
        var outcome = await ActAsync(
            (state, now) =>
            {
                // Looked at once more with the gate held: the process may have been frozen since it was found in time.
                isLate = _client.Clock.Now > order.ExpiresAt;
                return isLate ? BodyStep.Nothing(state)
                    : order.Name == CommandNames.Locate ? _gps.Say(state)
                    : _body.Obey(state, order, now);
            },
            cancellationToken);
        return isLate ? OrderOutcome.Expired : outcome;
    }

    // The body's own time: what is due happens, whoever is listening.
    private async Task LiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await ActAsync(Pass, cancellationToken);
                await ActAsync(Compare, cancellationToken);
                await WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Switched off.
        }
    }

    private BodyStep Pass(BodyState state, DateTimeOffset now)
    {
        var passed = BodyStep.Nothing(state);
        foreach (var part in _parts)
        {
            var step = part.Pass(passed.Next, now);
            passed = step with { Reports = [.. passed.Reports, .. step.Reports] };
        }

        return passed;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var untilDue = _parts.Min(part => part.NextDue(_state)) - _options.Time.GetUtcNow() ?? Timeout.InfiniteTimeSpan;
        if (untilDue <= TimeSpan.Zero && untilDue != Timeout.InfiniteTimeSpan)
            return;
        using var timer = new CancellationTokenSource(untilDue, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            await _touched.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Something is due.
        }
    }

    // What the device senses and has not said, it says: after its first pairing all of it, after a crash what the crash swallowed.
    private BodyStep Compare(BodyState state, DateTimeOffset now)
    {
        if (!_client.IsConfirmed)
            return BodyStep.Nothing(state);
        var said = _client.Reported;
        var found = new Cause(null);
        var reports = new List<BodyReport>();
        if (state.LockKind is { } lockKind && lockKind != said.Lock)
            reports.Add(new BodyReport(lockKind, found));
        if (state.DoorKind is { } doorKind && doorKind != said.Door)
            reports.Add(new BodyReport(doorKind, found));
        if (state.IsTampered != (said.Tamper == EventKinds.Tamper))
            reports.Add(new BodyReport(state.IsTampered ? EventKinds.Tamper : EventKinds.TamperCleared, found));
        if (_sayEverything)
        {
            _sayEverything = false;
            reports.AddRange(_gps.Say(state).Reports);
            reports.AddRange(Battery.Say(state).Reports);
        }

        return new BodyStep(state, reports);
    }

    // One hand at a time. The body moves first, as metal does; what a crash keeps from being reported is found at the next start.
    private async Task<OrderOutcome> ActAsync(Func<BodyState, DateTimeOffset, BodyStep> act, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var step = act(_state, _options.Time.GetUtcNow());
            if (step.Next != _state)
            {
                _file.Save(step.Next);
                _state = step.Next;
                _touched.Writer.TryWrite(true);
                ApplyCable();
            }

            // A contact that lies notices nothing of what the door does.
            foreach (var report in step.Reports.Where(report => _state.ContactSays is null || !IsOfContact(report)))
                _client.Report(report.Kind, report.Data);
            return step.Error is { } error ? OrderOutcome.Failed(error) : OrderOutcome.Done;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<DeviceStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return new DeviceStatus
            {
                Lock = _state.LockWord,
                Door = _state.DoorWord,
                BatteryPercent = _state.BatteryPercent,
                Position = _gps.Fix(_state),
                Tamper = _options.Profile.UsualCapabilities.Contains(Capabilities.Tamper) ? _state.IsTampered : null,
            };
        }
        finally
        {
            _gate.Release();
        }
    }

    private static bool IsOfContact(BodyReport report) => new ReportedState().After(report.Kind).Door is not null;

    private void Hear(DeviceNews news)
    {
        if (news is DeviceNews.Confirmed)
            _sayEverything = true;

        // After an acknowledgement there is room again for what a full buffer refused.
        if (news is DeviceNews.Confirmed or DeviceNews.Acknowledged)
            _touched.Writer.TryWrite(true);
        _options.News(news);
    }
}
