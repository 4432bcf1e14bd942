using System.Buffers.Text;
using System.Text.Json;
using System.Threading.Channels;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Device;

/// <summary>A device that judges codes by itself, over real sockets, with a clock that the test moves and a cable that it cuts.</summary>
public sealed class OfflineDeviceTests : IAsyncLifetime
{
    private const string Grant = "gra_01JD8Q2Z6N7V3T5W9XBKH4M0RC";
    private const string Code = "48293107";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(GatewayLimits.CheckCodeSeconds);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly byte[] GrantKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)(255 - i))];

    private readonly ManualTime _time = new();
    private readonly TestFolder _folder = new();
    private readonly Channel<DeviceNews> _news = Channel.CreateUnbounded<DeviceNews>();
    private readonly List<DeviceOrder> _orders = [];
    private CancellationTokenSource _stop = new();
    private NetworkSwitch _network = new();
    private TestGateway _gateway = null!; // set in InitializeAsync, before any test
    private DeviceClient _client = null!; // set in InitializeAsync, before any test
    private DeviceStatus _status = new() { Lock = LockWords.Locked, Door = DoorWords.Closed };
    private Action _beforeBolt = () => { };
    private Task<string?> _running = Task.FromResult<string?>(null);
    private long _version;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _time.GetUtcNow();

    // On a half hour.
    private DateTimeOffset PinStart => DateTimeOffset.FromUnixTimeSeconds(Now.ToUnixTimeSeconds() / 1800 * 1800);

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _gateway.Time = _time;
        _gateway.LeaseSeconds = GatewayLimits.LeaseSeconds;
        _client = Open();
        Assert.IsType<PairingResult.Claimed>(await _client.PairAsync(_gateway.Address, TestGateway.Code, Cancelled));
        await RunAsync();
        await _gateway.ConfirmAsync(1, Base64Url.EncodeToString(GrantKey), Base64Url.EncodeToString(Secret));
        await NewsAsync<DeviceNews.Confirmed>();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _gateway.DisposeAsync();
        _folder.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task S14_NoAnswer_SyncedGrant_OpensAndIsTold()
    {
        await SyncAsync(Synced());
        await CutAsync();

        var answer = Assert.IsType<CodeAnswer.GrantedOffline>(await TypeAsync(Code));

        Assert.Equal(CommandStatus.Done, answer.Status);
        var order = Assert.Single(_orders);
        Assert.Equal((answer.AttemptId, EventSources.Keypad, CommandNames.Unlock), (order.CommandId, order.Source, order.Name));
        await RestoreAsync();
        var told = Assert.Single(await _gateway.StoredAsync(1));
        Assert.Equal(EventKinds.CodeAcceptedOffline, told.Kind);
        Assert.Equal($$"""{"attemptId":"{{answer.AttemptId}}","grantId":"{{Grant}}"}""", told.Data);
        Assert.True(_gateway.Verifies(told));
    }

    [Fact]
    public async Task S14_NoAnswer_Pin_OpensAndIsTold()
    {
        await SyncAsync(pins: new SyncedPins { Arming = 1, Ended = [] });
        await CutAsync();

        var answer = Assert.IsType<CodeAnswer.GrantedOffline>(await TypeAsync(Pin(3)));

        await RestoreAsync();
        var told = Assert.Single(await _gateway.StoredAsync(1));
        var start = PinStart.ToUnixTimeSeconds() / 1800;
        Assert.Equal($$"""{"attemptId":"{{answer.AttemptId}}","t0":{{start}},"d":2,"c":3}""", told.Data);
    }

    [Fact]
    public async Task S14_Answered_WhatThePortalSaysCounts()
    {
        await SyncAsync(Synced());

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await _client.EnterCodeAsync(Code, Cancelled));

        Assert.Empty(_orders);
    }

    [Fact]
    public async Task S14_NoAnswerIn3Seconds_JudgesAsTheSameAttempt()
    {
        await SyncAsync(Synced());
        _gateway.Judge = _ => new TaskCompletionSource<CodeVerdict>().Task;

        var typing = _client.EnterCodeAsync(Code, Cancelled);
        var asked = await _gateway.NextAsync<CheckCode>();
        _time.Advance(Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(typing.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(asked.AttemptId, Assert.IsType<CodeAnswer.GrantedOffline>(await typing).AttemptId);
    }

    [Fact]
    public async Task S14_LineComesBackWithin3Seconds_ThePortalIsAsked()
    {
        await SyncAsync(Synced());
        await CutAsync();

        var typing = _client.EnterCodeAsync(Code, Cancelled);
        await _time.TimerSetAsync(Patience, Cancelled);
        _network.Restore();

        Assert.Equal(Code, (await _gateway.NextAsync<CheckCode>()).Code);
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await typing);
    }

    [Fact]
    public async Task S14_LineBreaksBeforeTheAnswer_TheSameAttemptIsAskedAboutAgain()
    {
        await SyncAsync(Synced());
        _gateway.Judge = _ =>
        {
            _gateway.Judge = _ => Task.FromResult(new CodeVerdict { Verdict = CodeVerdict.Denied, Reason = "already_used" });
            _gateway.BreakLines();
            return new TaskCompletionSource<CodeVerdict>().Task;
        };

        var typing = _client.EnterCodeAsync(Code, Cancelled);
        var first = await _gateway.NextAsync<CheckCode>();
        await NewsAsync<DeviceNews.Disconnected>();
        var pause = TimeSpan.FromMilliseconds(500);
        await _time.TimerSetAsync(pause, Cancelled);
        _time.Advance(pause);

        Assert.Equal(first.AttemptId, (await _gateway.NextAsync<CheckCode>()).AttemptId);
        Assert.Equal(new CodeAnswer.Denied("already_used"), await typing);
        Assert.Empty(_orders);
    }

    /// <summary>Otherwise a portal that has not heard of the use would grant the code once more.</summary>
    [Fact]
    public async Task S10_WhatItDidByItself_IsToldBeforeItAsks()
    {
        await SyncAsync(Synced());
        await CutAsync();
        Assert.IsType<CodeAnswer.GrantedOffline>(await TypeAsync(Code));
        _gateway.Refuse = _ => new GatewayError("cannot_record", "-", "try again.");
        _gateway.Judge = _ => throw new InvalidOperationException("It was asked.");
        await RestoreAsync();

        var typing = _client.EnterCodeAsync(Code, Cancelled);
        while (!typing.IsCompleted)
        {
            await Task.WhenAny(typing, _time.TimerSetAsync(Patience, Cancelled));
            _time.Advance(Patience);
        }

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await typing);
        Assert.Single(_orders);
    }

    [Fact]
    public async Task S14_LeaseIsOver_IsRefused()
    {
        await SyncAsync(Synced());
        await CutAsync();
        _time.Advance(TimeSpan.FromSeconds(GatewayLimits.LeaseSeconds));

        Assert.Equal(new CodeAnswer.NoAnswer(), await TypeAsync(Code));
        Assert.Empty(_orders);
    }

    [Fact]
    public async Task S14_HeartbeatsWithoutALease_RenewNothing()
    {
        await SyncAsync(Synced());
        _gateway.LeaseSeconds = null;
        for (var passed = 0; passed < GatewayLimits.LeaseSeconds; passed += 60)
            await BeatAsync();
        await CutAsync();

        Assert.Equal(new CodeAnswer.NoAnswer(), await TypeAsync(Code));
    }

    [Fact]
    public async Task S14_HeartbeatsWithALease_RenewIt()
    {
        await SyncAsync(Synced());
        for (var passed = 0; passed < GatewayLimits.LeaseSeconds; passed += 60)
            await BeatAsync();
        await CutAsync();

        Assert.IsType<CodeAnswer.GrantedOffline>(await TypeAsync(Code));
    }

    [Theory]
    [InlineData(-60, -1)]
    [InlineData(1, 60)]
    public async Task S13_OutsideItsWindow_IsRefused(int fromMinutes, int toMinutes)
    {
        await SyncAsync(Synced(fromMinutes, toMinutes));
        await CutAsync();

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync(Code));
    }

    [Fact]
    public async Task S13_NewListWithoutTheGrant_TakesItBack()
    {
        await SyncAsync(Synced());
        await SyncAsync();
        await CutAsync();

        Assert.Equal(new CodeAnswer.NoAnswer(), await TypeAsync(Code));
    }

    [Fact]
    public async Task S13_PinThatThePortalEnded_IsRefused()
    {
        await SyncAsync(pins: new SyncedPins { Arming = 1, Ended = [$"{PinStart.ToUnixTimeSeconds() / 1800}/2/3"] });
        await CutAsync();

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync(Pin(3)));
        Assert.IsType<CodeAnswer.GrantedOffline>(await TypeAsync(Pin(4)));
    }

    [Fact]
    public async Task S14_PinsNeverSwitchedOn_AreRefused()
    {
        await SyncAsync(pins: new SyncedPins { Arming = 0, Ended = [] });
        await CutAsync();

        Assert.Equal(new CodeAnswer.NoAnswer(), await TypeAsync(Pin(0)));
    }

    [Fact]
    public async Task S10_UsedOnce_IsRefusedAlsoAfterARestart()
    {
        await SyncAsync(Synced());
        await CutAsync();
        await TypeAsync(Code);

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync(Code));
        await RestartAsync();
        await SyncAsync(Synced());
        await CutAsync();
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync(Code));
        Assert.Single(_orders);
    }

    [Fact]
    public async Task S10_FiftyAtOnce_OneOpens()
    {
        await SyncAsync(Synced());
        await CutAsync();

        var typing = Enumerable.Range(0, 50).Select(_ => _client.EnterCodeAsync(Code, Cancelled)).ToList();
        var all = Task.WhenAll(typing);
        while (!all.IsCompleted)
        {
            await Task.WhenAny(all, _time.TimerSetAsync(Patience, Cancelled));
            _time.Advance(Patience);
        }

        Assert.Single(await all, answer => answer is CodeAnswer.GrantedOffline);
        Assert.Single(_orders);
    }

    [Fact]
    public async Task S10_GrantedByThePortal_OpensNoMoreByItself()
    {
        await SyncAsync(Synced());
        _gateway.Judge = _ => Task.FromResult(new CodeVerdict
        {
            Verdict = CodeVerdict.Granted, CommandId = "cmd_7", ExpiresAt = WireTime.Format(Now.AddSeconds(10)), OpenSeconds = 10,
        });
        Assert.IsType<CodeAnswer.Granted>(await _client.EnterCodeAsync(Code, Cancelled));
        await CutAsync();

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync(Code));
    }

    [Fact]
    public async Task S10_Consumed_IsOnTheDiskBeforeTheBoltMoves()
    {
        await SyncAsync(Synced());
        await CutAsync();
        var noted = "";
        _beforeBolt = () => noted = File.ReadAllText(_folder["consumed.json"]);

        await TypeAsync(Code);

        Assert.Contains(Grant, noted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S10_CrashAfterConsumedWasNoted_IsSpentAndToldLater()
    {
        await StopAsync();
        var note = new ConsumedGrant(Grant, Now.AddHours(1), new OfflineAttempt(Now, $$"""{"attemptId":"a1","grantId":"{{Grant}}"}"""));
        Assert.True(new ConsumedGrants(_folder["consumed.json"]).TryConsume(note, Now));
        _client = Open();
        await RunAsync();

        var told = Assert.Single(await _gateway.StoredAsync(1));
        Assert.Equal((EventKinds.CodeAcceptedOffline, WireTime.Format(Now)), (told.Kind, told.At));
        await SyncAsync(Synced());
        await CutAsync();
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync(Code));
        await RestoreAsync();
        Assert.Single(_gateway.Stored);
    }

    [Fact]
    public void S10_Consumed_IsKeptUntilADayAfterTheWindow()
    {
        var consumed = new ConsumedGrants(_folder["other.json"]);
        var end = Now.AddHours(1);
        Assert.True(consumed.TryConsume(new ConsumedGrant("a", end), Now));

        Assert.True(consumed.TryConsume(new ConsumedGrant("b", end), end.AddHours(24).AddMilliseconds(-1)));
        Assert.False(new ConsumedGrants(_folder["other.json"]).TryConsume(new ConsumedGrant("a", end), Now));
        Assert.True(consumed.TryConsume(new ConsumedGrant("c", end), end.AddHours(24)));
        Assert.True(new ConsumedGrants(_folder["other.json"]).TryConsume(new ConsumedGrant("a", end), Now));
    }

    [Theory]
    [InlineData(LockWords.Unlocked, DoorWords.Closed, false)]
    [InlineData(LockWords.Jammed, DoorWords.Closed, false)]
    [InlineData(LockWords.Locked, DoorWords.Open, false)]
    [InlineData(LockWords.Unknown, DoorWords.Closed, false)]
    [InlineData(LockWords.Locked, DoorWords.Closed, true)]
    public async Task S09_NotSecuredOrTamperedWith_OpensNothingAndSpendsNothing(string @lock, string door, bool tamper)
    {
        await SyncAsync(Synced());
        await CutAsync();
        _status = new DeviceStatus { Lock = @lock, Door = door, Tamper = tamper };
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync(Code));

        _status = new DeviceStatus { Lock = LockWords.Locked, Door = DoorWords.Closed };
        Assert.IsType<CodeAnswer.GrantedOffline>(await TypeAsync(Code));
    }

    [Fact]
    public async Task S15_NoTrustedTimeSinceTheStart_RefusesEverything()
    {
        await SyncAsync(Synced(), pins: new SyncedPins { Arming = 1, Ended = [] });
        await StopAsync();
        _network = new NetworkSwitch();
        _network.Cut();
        _client = Open();
        _running = _client.RunAsync(_stop.Token);

        Assert.False(_client.Clock.IsTrusted);
        Assert.Equal(new CodeAnswer.NoAnswer(), await _client.EnterCodeAsync(Code, Cancelled));
        Assert.Equal(new CodeAnswer.NoAnswer(), await _client.EnterCodeAsync(Pin(0), Cancelled));
        Assert.Empty(_orders);
    }

    [Fact]
    public async Task S11_FiveMisses_RestTheKeypadTwiceAsLongEachTimeAlsoAfterARestart()
    {
        await SyncAsync(Synced(), pins: new SyncedPins { Arming = 1, Ended = [] });
        await CutAsync();
        await MissAsync(5);

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await _client.EnterCodeAsync(Code, Cancelled));
        _time.Advance(TimeSpan.FromSeconds(60));
        await MissAsync(1);
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await _client.EnterCodeAsync(Code, Cancelled));

        // The power goes and comes back: the rest begins anew.
        await RestartAsync();
        await SyncAsync(Synced());
        _gateway.Judge = _ => throw new InvalidOperationException("It rests.");
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await _client.EnterCodeAsync(Code, Cancelled));
        await CutAsync();
        _time.Advance(TimeSpan.FromSeconds(120));
        Assert.IsType<CodeAnswer.GrantedOffline>(await TypeAsync(Code));
    }

    [Fact]
    public async Task S11_MissesOnlineAndOffline_AreCountedTogether()
    {
        await SyncAsync(Synced());
        for (var miss = 0; miss < 4; miss++)
            await _client.EnterCodeAsync("00000000", Cancelled);
        await CutAsync();
        await MissAsync(1);

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await _client.EnterCodeAsync(Code, Cancelled));
        await RestoreAsync();
        Assert.Equal(EventKinds.WrongCodeLimit, Assert.Single(await _gateway.StoredAsync(1)).Kind);
    }

    [Fact]
    public async Task S11_TenMisses_CloseThePinsUntilAnOwnerArmsThemAgain()
    {
        await SyncAsync(Synced(), pins: new SyncedPins { Arming = 1, Ended = [] });
        await CutAsync();
        for (var miss = 1; miss <= GatewayLimits.PinMisses; miss++)
        {
            Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync("000000000"));
            _time.Advance(WrongCodes.LongestRest);
        }

        Assert.Equal(new CodeAnswer.NoAnswer(), await TypeAsync(Pin(0)));
        await RestoreAsync();
        var told = (await _gateway.StoredAsync(2))[^1];
        Assert.Equal((EventKinds.WrongCodeLimit, """{"path":"pin","arming":1}"""), (told.Kind, told.Data));

        // Speaking with the portal does not open them, nor does the power; an owner does.
        await RestartAsync();
        await SyncAsync(pins: new SyncedPins { Arming = 1, Ended = [] });
        await CutAsync();
        _time.Advance(WrongCodes.LongestRest);
        Assert.Equal(new CodeAnswer.NoAnswer(), await TypeAsync(Pin(0)));
        await RestoreAsync();
        await SyncAsync(pins: new SyncedPins { Arming = 2, Ended = [] });
        await CutAsync();
        Assert.IsType<CodeAnswer.GrantedOffline>(await TypeAsync(Pin(0)));
    }

    [Fact]
    public async Task S16_Released_ForgetsWhatItHeld()
    {
        await SyncAsync(Synced());
        await CutAsync();
        await TypeAsync(Code);
        await RestoreAsync();

        await _gateway.SendAsync(GatewayMethods.Disconnecting, new Disconnecting { Reason = Disconnecting.Released });
        await _running;

        Assert.False(File.Exists(_folder["consumed.json"]));
        Assert.Equal(new CodeAnswer.NoAnswer(), await _client.EnterCodeAsync(Code, Cancelled));
    }

    private SyncedGrant Synced(int fromMinutes = -10, int toMinutes = 50) => new()
    {
        GrantId = Grant,
        NotBefore = WireTime.Format(Now.AddMinutes(fromMinutes)),
        NotAfter = WireTime.Format(Now.AddMinutes(toMinutes)),
        CodeHash = GrantCodeHash.Of(GrantKey, Grant, Code),
    };

    private string Pin(byte counter) => OfflinePin.Of(PinStart, PinStart.AddHours(1), counter)?.Code(Secret) ?? throw new InvalidOperationException("No PIN.");

    private async Task SyncAsync(SyncedGrant? grant = null, SyncedPins? pins = null)
    {
        await _gateway.SendAsync(GatewayMethods.SyncGrants, new SyncGrants
        {
            Version = ++_version, LeaseSeconds = GatewayLimits.LeaseSeconds, Grants = grant is null ? [] : [grant], Pins = pins,
        });
        Assert.Equal(_version, (await NewsAsync<DeviceNews.Synced>()).Version);
        await _gateway.NextAsync<GrantsSynced>(synced => synced.Version == _version);
    }

    /// <summary>Types a code while there is no line, and lets the 3 s pass.</summary>
    private async Task<CodeAnswer> TypeAsync(string code)
    {
        var typing = _client.EnterCodeAsync(code, Cancelled);
        if (await Task.WhenAny(typing, _time.TimerSetAsync(Patience, Cancelled)) != typing)
            _time.Advance(Patience);
        return await typing;
    }

    private async Task MissAsync(int times)
    {
        for (var miss = 0; miss < times; miss++)
            Assert.Equal(new CodeAnswer.Denied("code_refused"), await TypeAsync("00000000"));
    }

    private async Task BeatAsync()
    {
        await _time.TimerSetAsync(TimeSpan.FromSeconds(60), Cancelled);
        _time.Advance(TimeSpan.FromSeconds(60));
        await NewsAsync<DeviceNews.Beat>();
    }

    private DeviceClient Open() => new(new DeviceOptions
    {
        Directory = _folder.Path,
        Description = new DeviceDescription { Profile = DeviceProfile.KeyBox, Model = "Test box", Serial = "T-1", Firmware = "1.0.0" },
        Status = _ => ValueTask.FromResult(_status),
        Obey = (order, _) =>
        {
            _beforeBolt();
            _orders.Add(order);
            return ValueTask.FromResult(OrderOutcome.Done);
        },
        News = heard => _news.Writer.TryWrite(heard),
        Time = _time,
        Network = _network,
    });

    private async Task RunAsync()
    {
        _running = _client.RunAsync(_stop.Token);
        await NewsAsync<DeviceNews.Beat>();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _client.Dispose();
        while (_news.Reader.TryRead(out _))
        {
            // What the ended one said is no news of the next: its last beat would pass for a line that is not there yet.
        }

        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }

    private async Task RestartAsync()
    {
        await StopAsync();
        _network = new NetworkSwitch();
        _client = Open();
        await RunAsync();
    }

    private async Task<T> NewsAsync<T>()
        where T : DeviceNews
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        try
        {
            while (true)
            {
                if (await _news.Reader.ReadAsync(deadline.Token) is T heard)
                    return heard;
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The device has not told of a {typeof(T).Name}.", late);
        }
    }

    private async Task CutAsync()
    {
        _network.Cut();
        await NewsAsync<DeviceNews.Disconnected>();
        await _time.TimerSetAsync(LongestPause, Cancelled);
        _time.Advance(LongestPause);
    }

    private async Task RestoreAsync()
    {
        _network.Restore();
        await NewsAsync<DeviceNews.Connected>();
        await NewsAsync<DeviceNews.Beat>();
    }
}
