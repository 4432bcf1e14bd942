using System.Text.Json;
using System.Threading.Channels;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>A whole virtual device, from the keypad to the gateway, over real sockets.</summary>
public sealed class VirtualDeviceTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ManualTime _time = new();
    private readonly TestFolder _folder = new();
    private readonly Channel<DeviceNews> _news = Channel.CreateUnbounded<DeviceNews>();
    private CancellationTokenSource _stop = new();
    private TestGateway _gateway = null!; // set in InitializeAsync, before any test
    private VirtualDevice? _device;
    private Task<string?> _running = Task.FromResult<string?>(null);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private VirtualDevice Device => _device ?? throw new InvalidOperationException("No device yet.");

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _gateway.Time = _time;
        _gateway.Judge = _ => Task.FromResult(new CodeVerdict
        {
            Verdict = CodeVerdict.Granted,
            CommandId = "cmd_1",
            ExpiresAt = WireTime.Format(_time.GetUtcNow().AddSeconds(10)),
            OpenSeconds = 10,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _gateway.DisposeAsync();
        _folder.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task KeyBox_Paired_SaysHowItStands()
    {
        await StartAsync(DeviceProfile.KeyBox);

        var said = await _gateway.StoredAsync(4);

        Assert.Equal([EventKinds.Locked, EventKinds.DoorClosed, EventKinds.Position, EventKinds.Battery], said.Select(known => known.Kind));
        Assert.Equal("""{"lat":48.13743,"lon":11.57549,"accuracyM":5,"at":"2026-11-21T14:00:00.000Z","moving":false}""", said[2].Data);
        Assert.Equal("""{"percent":100}""", said[3].Data);
        Assert.Equal("{}", said[0].Data);
    }

    [Fact]
    public async Task S04_KeyBox_RightCode_GoesThroughTheWholeOrder()
    {
        await StartAsync(DeviceProfile.KeyBox);
        await _gateway.StoredAsync(4);

        Assert.Equal(new CodeAnswer.Granted("cmd_1", CommandStatus.Done, null), await Device.EnterCodeAsync("12345678", Cancelled));
        Assert.Null((await Device.OpenLidAsync(Cancelled)).Error);
        Assert.Null((await Device.CloseLidAsync(Cancelled)).Error);
        await _time.TimerSetAsync(TimeSpan.FromSeconds(1), Cancelled);
        _time.Advance(TimeSpan.FromSeconds(1));
        var said = await _gateway.StoredAsync(8);

        Assert.Equal(
            [
                (EventKinds.Unlocked, """{"source":"keypad","commandId":"cmd_1"}"""),
                (EventKinds.DoorOpened, """{"source":"manual"}"""),
                (EventKinds.DoorClosed, """{"source":"manual"}"""),
                (EventKinds.Locked, """{"source":"auto"}"""),
            ],
            said.Skip(4).Select(known => (known.Kind, known.Data)));
        Assert.All(said.Where(known => EventKinds.BearsState(known.Kind)), known => Assert.True(_gateway.Verifies(known)));
    }

    [Fact]
    public async Task KeyBox_CodeButNothingOpened_LocksAfterOpenSeconds()
    {
        await StartAsync(DeviceProfile.KeyBox);
        await _gateway.StoredAsync(4);
        await Device.EnterCodeAsync("12345678", Cancelled);

        await CutAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        await NewsAsync<DeviceNews.Kept>(kept => kept.Event is { Kind: EventKinds.Locked, Seq: 6 });
        Assert.Equal("locked", (await Device.OpenLidAsync(Cancelled)).Error);
    }

    [Fact]
    public async Task S23_CutInAnOpening_KilledAndStarted_ClosedAndLockedArriveOnceAtTheirOwnTimes()
    {
        await StartAsync(DeviceProfile.KeyBox);
        await Device.EnterCodeAsync("12345678", Cancelled);
        await Device.OpenLidAsync(Cancelled);
        await _gateway.StoredAsync(6);
        await CutAsync();
        await Device.CloseLidAsync(Cancelled);
        _time.Advance(TimeSpan.FromSeconds(1));
        await NewsAsync<DeviceNews.Kept>(kept => kept.Event is { Kind: EventKinds.Locked, Seq: 8 });
        await StopAsync();
        _time.Advance(TimeSpan.FromMinutes(5));

        Start(DeviceProfile.KeyBox);
        var said = await _gateway.StoredAsync(9);

        Assert.Equal([EventKinds.DoorClosed, EventKinds.Locked, EventKinds.Started], said.Skip(6).Select(known => known.Kind));
        Assert.Equal(
            [ManualTime.Start, ManualTime.Start.AddSeconds(1), ManualTime.Start.AddSeconds(301)],
            said.Skip(6).Select(known => WireTime.Parse(known.At)));
        Assert.Equal(Enumerable.Range(1, 9).Select(seq => (long)seq), said.Select(known => known.Seq));
    }

    [Fact]
    public async Task CrashBetweenMovingAndReporting_IsMadeUpForAtTheNextStart()
    {
        await StartAsync(DeviceProfile.SmartLock);
        await _gateway.StoredAsync(3);
        await StopAsync();
        var file = _folder["body.json"];
        var body = await File.ReadAllTextAsync(file, Cancelled);
        await File.WriteAllTextAsync(file, body.Replace("\"door\":\"Closed\"", "\"door\":\"Open\"", StringComparison.Ordinal), Cancelled);

        Start(DeviceProfile.SmartLock);
        var said = await _gateway.StoredAsync(5);

        Assert.Equal([EventKinds.Started, EventKinds.DoorOpened], said.Skip(3).Select(known => known.Kind));
        Assert.Equal("{}", said[4].Data);
    }

    [Fact]
    public async Task Serial_ComesBackWithTheState()
    {
        await StartAsync(DeviceProfile.KeyBox);
        var serial = Device.Serial;
        await StopAsync();

        Start(DeviceProfile.KeyBox);

        Assert.Equal(serial, Device.Serial);
        Assert.Equal(_gateway.DeviceId, Device.DeviceId);
    }

    [Fact]
    public async Task SmartLock_Jammed_SaysSoAndLocksOnceFreed()
    {
        await StartAsync(DeviceProfile.SmartLock);
        await _gateway.StoredAsync(3);
        await Device.UnlockByKeyAsync(Cancelled);
        await Device.JamAsync(isJammed: true, Cancelled);
        Assert.Equal("jammed", (await Device.LockAsync(Cancelled)).Error);
        Assert.Equal(LockWords.Jammed, (await Device.ReadStatusAsync(Cancelled)).Lock);

        await Device.JamAsync(isJammed: false, Cancelled);
        var said = await _gateway.StoredAsync(6);

        Assert.Equal([EventKinds.Unlocked, EventKinds.LockJammed, EventKinds.Locked], said.Skip(3).Select(known => known.Kind));
    }

    [Fact]
    public async Task KeyBox_TamperMoveBattery_AreReportedAndBeaten()
    {
        await StartAsync(DeviceProfile.KeyBox);
        await _gateway.StoredAsync(4);

        await Device.TamperAsync(isTampered: true, Cancelled);
        await Device.MoveAsync(52.52, 13.405, isMoving: true, Cancelled);
        await Device.SetBatteryAsync(12, Cancelled);
        await Device.TamperAsync(isTampered: false, Cancelled);
        var said = await _gateway.StoredAsync(8);

        Assert.Equal(
            [EventKinds.Tamper, EventKinds.Position, EventKinds.Battery, EventKinds.TamperCleared], said.Skip(4).Select(known => known.Kind));
        using var position = JsonDocument.Parse(said[5].Data);
        Assert.True(position.RootElement.GetProperty("moving").GetBoolean());
        await NewsAsync<DeviceNews.Acknowledged>(acknowledged => acknowledged.UpTo.Seq == 8);
        await _time.TimerSetAsync(TimeSpan.FromSeconds(60), Cancelled);
        _time.Advance(TimeSpan.FromSeconds(60));
        var beat = await _gateway.NextAsync<Heartbeat>(heard => heard.BatteryPercent == 12);
        Assert.Equal((52.52, 13.405), (beat.Position?.Lat, beat.Position?.Lon));
        Assert.False(beat.Tamper);
    }

    [Fact]
    public async Task GarageOpener_OpenCommand_OpensInItsTimeAndSaysWhoAsked()
    {
        await StartAsync(DeviceProfile.GarageOpener);
        await _gateway.StoredAsync(1);

        await _gateway.SendAsync(GatewayMethods.Command, Command(CommandNames.Open));
        Assert.Equal(CommandStatus.Done, (await _gateway.NextAsync<CommandResult>()).Status);
        var opening = (await _gateway.StoredAsync(2))[1];
        await CutAsync();
        _time.Advance(TimeSpan.FromSeconds(12));
        var opened = (await NewsAsync<DeviceNews.Kept>(kept => kept.Event.Kind == EventKinds.DoorOpened)).Event;

        const string asked = """{"source":"remote","commandId":"cmd_2"}""";
        Assert.Equal((EventKinds.DoorOpening, asked, asked), (opening.Kind, opening.Data, opened.Data));
        Assert.Equal(TimeSpan.FromSeconds(12), WireTime.Parse(opened.At) - WireTime.Parse(opening.At));
    }

    [Fact]
    public async Task KeyBox_LocateCommand_ReportsThePosition()
    {
        await StartAsync(DeviceProfile.KeyBox);
        await _gateway.StoredAsync(4);

        await _gateway.SendAsync(GatewayMethods.Command, Command(CommandNames.Locate));

        Assert.Equal(CommandStatus.Done, (await _gateway.NextAsync<CommandResult>()).Status);
        Assert.Equal(EventKinds.Position, (await _gateway.StoredAsync(5))[4].Kind);
    }

    [Fact]
    public async Task SmartLock_Heartbeat_NeverContradictsWhatWasReported()
    {
        _gateway.IntervalSeconds = GatewayLimits.OpeningHeartbeatSeconds;
        await StartAsync(DeviceProfile.SmartLock);
        await _gateway.StoredAsync(3);

        for (var i = 0; i < 20; i++)
        {
            await Device.UnlockByKeyAsync(Cancelled);
            await Device.LockAsync(Cancelled);
            await NewsAsync<DeviceNews.Acknowledged>(acknowledged => acknowledged.UpTo.Seq == 5 + (2 * i));
            _time.Advance(TimeSpan.FromSeconds(GatewayLimits.OpeningHeartbeatSeconds));
        }

        Assert.Equal(43, _gateway.Stored.Count);
        var last = LockWords.Unknown;
        while (_gateway.Heard.Reader.TryRead(out var heard))
        {
            if (heard is DeviceEvent[] batch)
                last = batch.LastOrDefault(sent => sent.Kind is EventKinds.Locked or EventKinds.Unlocked)?.Kind ?? last;
            else if (heard is Heartbeat beat && last != LockWords.Unknown)
                Assert.Equal(last, beat.Lock);
        }
    }

    private Command Command(string name) => new()
    {
        CommandId = "cmd_2",
        Name = name,
        ExpiresAt = WireTime.Format(_time.GetUtcNow().AddSeconds(10)),
    };

    private VirtualDevice Make(DeviceProfile profile) => new(new VirtualDeviceOptions
    {
        Directory = _folder.Path,
        Profile = profile,
        Time = _time,
        News = heard => _news.Writer.TryWrite(heard),
    });

    private void Start(DeviceProfile profile)
    {
        _device = Make(profile);
        _running = _device.RunAsync(_stop.Token);
    }

    private async Task StartAsync(DeviceProfile profile)
    {
        _device = Make(profile);
        Assert.IsType<PairingResult.Claimed>(await _device.PairAsync(_gateway.Address, TestGateway.Code, Cancelled));
        _running = _device.RunAsync(_stop.Token);
        await NewsAsync<DeviceNews.Beat>();
        await _gateway.ConfirmAsync();
        await NewsAsync<DeviceNews.Confirmed>();
    }

    // Nothing is asked of the portal any more, so time may be moved by any amount.
    private async Task CutAsync()
    {
        await Device.CutNetworkAsync();
        await NewsAsync<DeviceNews.Disconnected>();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        if (_device is not null)
            await _device.DisposeAsync();
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }

    private async Task<T> NewsAsync<T>(Func<T, bool>? wanted = null)
        where T : DeviceNews
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            if (await _news.Reader.ReadAsync(deadline.Token) is T heard && (wanted is null || wanted(heard)))
                return heard;
        }
    }
}
