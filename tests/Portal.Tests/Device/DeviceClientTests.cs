using System.Text.Json;
using System.Threading.Channels;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Device;

/// <summary>The client over real sockets: a real Kestrel, a real hub, a clock that the test moves.</summary>
public sealed class DeviceClientTests : IAsyncLifetime
{
    private static readonly TimeSpan OpeningBeat = TimeSpan.FromSeconds(GatewayLimits.OpeningHeartbeatSeconds);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly ManualTime _time = new();
    private readonly TestFolder _folder = new();
    private readonly NetworkSwitch _network = new();
    private readonly List<DeviceOrder> _orders = [];
    private readonly List<TestGateway.Token> _tokens = [];
    private readonly Channel<DeviceNews> _news = Channel.CreateUnbounded<DeviceNews>();
    private CancellationTokenSource _stop = new();
    private TestGateway _gateway = null!; // set in InitializeAsync, before any test
    private DeviceStatus _status = new() { Lock = LockWords.Locked, Door = DoorWords.Closed };
    private Func<DeviceOrder, OrderOutcome> _obey = _ => OrderOutcome.Done;
    private DeviceClient _client = null!; // set in InitializeAsync, before any test
    private Task<string?> _running = Task.FromResult<string?>(null);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _gateway.Time = _time;
        _client = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _gateway.DisposeAsync();
        _folder.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task PairAsync_RightCode_ShowsTheNumberThatTheOwnerSees()
    {
        var result = await _client.PairAsync(_gateway.Address, "k7qx 4m2p", Cancelled);

        var claim = await _gateway.NextAsync<ClaimRequest>();
        var claimed = Assert.IsType<PairingResult.Claimed>(result);
        Assert.Equal(PairingCheckNumber.Of("K7QX4M2P", claim.PublicKey), claimed.CheckNumber);
        Assert.Equal(claimed.CheckNumber, _client.CheckNumber);
        Assert.Equal(_gateway.DeviceId, _client.DeviceId);
        Assert.Equal("smart-lock", claim.Profile);
        Assert.False(_client.IsConfirmed);
    }

    [Theory]
    [InlineData("AAAA-AAAA", "pairing_code_invalid")]
    [InlineData("nonsense", "pairing_code_invalid")]
    public async Task PairAsync_WrongCode_IsRefusedAndChangesNothing(string code, string reason)
    {
        var result = await _client.PairAsync(_gateway.Address, code, Cancelled);

        Assert.Equal(reason, Assert.IsType<PairingResult.Refused>(result).Code);
        Assert.Null(_client.DeviceId);
    }

    [Fact]
    public async Task PairAsync_NobodyThere_SaysSo()
    {
        await _gateway.DisposeAsync();

        var result = await _client.PairAsync(new Uri("http://127.0.0.1:9"), TestGateway.Code, Cancelled);

        Assert.Equal("unreachable", Assert.IsType<PairingResult.Refused>(result).Code);
    }

    [Fact]
    public async Task S21_EachPairing_MakesAKeyOfItsOwn()
    {
        await _client.PairAsync(_gateway.Address, TestGateway.Code, Cancelled);
        await _client.PairAsync(_gateway.Address, TestGateway.Code, Cancelled);

        Assert.NotEqual((await _gateway.NextAsync<ClaimRequest>()).PublicKey, (await _gateway.NextAsync<ClaimRequest>()).PublicKey);
    }

    [Fact]
    public async Task Report_Confirmed_ArrivesSignedAndIsForgottenOnceAcknowledged()
    {
        await PairAndRunAsync();

        var kept = _client.Report(EventKinds.Unlocked, new { source = "manual" });

        var sent = Assert.Single(await _gateway.NextAsync<DeviceEvent[]>());
        Assert.Equal(kept, sent);
        Assert.Equal((1, 1), (sent.Epoch, sent.Seq));
        Assert.Equal("""{"source":"manual"}""", sent.Data);
        Assert.True(_gateway.Verifies(sent));
        await NewsAsync<DeviceNews.Acknowledged>();
        Assert.Equal(0, _client.Unacknowledged);
    }

    [Fact]
    public async Task Report_BeforeTheOwnerConfirmed_IsNotKept()
    {
        await _client.PairAsync(_gateway.Address, TestGateway.Code, Cancelled);

        Assert.Null(_client.Report(EventKinds.Locked));
        Assert.Equal(0, _client.Unacknowledged);
    }

    [Theory]
    [InlineData("Locked")]
    [InlineData("")]
    public void Report_NoWord_IsRefused(string kind) => Assert.Throws<ArgumentException>(() => _client.Report(kind));

    [Fact]
    public void Report_TooMuchData_IsRefused() =>
        Assert.Throws<ArgumentException>(() => _client.Report(EventKinds.Press, new { note = new string('x', GatewayLimits.DataBytes) }));

    [Fact]
    public async Task S23_WhileTheLineIsDown_EventsKeepTheirOwnTimesAndArriveInOrder()
    {
        await PairAndRunAsync();
        await CutAsync();
        _client.Report(EventKinds.DoorClosed);
        _time.Advance(TimeSpan.FromSeconds(3));
        _client.Report(EventKinds.Locked);
        _time.Advance(TimeSpan.FromMinutes(10));

        await RestoreAsync();
        var stored = await _gateway.StoredAsync(2);

        Assert.Equal([EventKinds.DoorClosed, EventKinds.Locked], stored.Select(known => known.Kind));
        Assert.Equal([1L, 2L], stored.Select(known => known.Seq));
        Assert.Equal(
            TimeSpan.FromSeconds(3), WireTime.Parse(stored[1].At) - WireTime.Parse(stored[0].At));
    }

    [Fact]
    public async Task S23_AfterARestart_WhatWasNotAcknowledgedArrivesOnceAndNumbersGoOn()
    {
        await PairAndRunAsync();
        _client.Report(EventKinds.Unlocked);
        await NewsAsync<DeviceNews.Acknowledged>();
        await CutAsync();
        _client.Report(EventKinds.DoorOpened);
        await StopAsync();
        _network.Restore();

        _client = Open();
        Assert.Equal(new ReportedState(EventKinds.Unlocked, EventKinds.DoorOpened), _client.Reported);
        _running = _client.RunAsync(_stop.Token);
        _client.Report(EventKinds.DoorClosed);
        var stored = await _gateway.StoredAsync(3);

        Assert.Equal([1L, 2L, 3L], stored.Select(known => known.Seq));
        Assert.Equal([EventKinds.Unlocked, EventKinds.DoorOpened, EventKinds.DoorClosed], stored.Select(known => known.Kind));
    }

    [Fact]
    public async Task Report_MoreThanABatch_IsSentInBatchesOfTheAllowedSize()
    {
        await PairAndRunAsync();
        await CutAsync();
        for (var i = 0; i < 600; i++)
            _client.Report(EventKinds.Press, new { i, note = i < 40 ? new string('"', 1500) : "" });

        await RestoreAsync();
        var stored = await _gateway.StoredAsync(600);

        Assert.Equal(Enumerable.Range(1, 600).Select(seq => (long)seq), stored.Select(known => known.Seq));
    }

    [Fact]
    public async Task Report_OneEventIsRefused_TheOthersArriveAndTheDropIsReported()
    {
        await PairAndRunAsync();
        _gateway.Refuse = batch => Array.FindIndex(batch, sent => sent.Kind == "press") is var index and >= 0
            ? GatewayError.InBatch("invalid_field", index, "kind", "leave it out")
            : null;
        await CutAsync();
        _client.Report(EventKinds.Locked);
        _client.Report(EventKinds.Press);
        _client.Report(EventKinds.DoorClosed);

        await RestoreAsync();
        var stored = await _gateway.StoredAsync(3);

        Assert.Equal([1L, 3L, 4L], stored.Select(known => known.Seq));
        Assert.Equal((EventKinds.EventDropped, """{"seq":2,"reason":"invalid_field"}"""), (stored[2].Kind, stored[2].Data));
    }

    [Fact]
    public async Task Report_RefusedWhole_IsSentAgainAfterAPauseThatDoubles()
    {
        var refusals = 0;
        await PairAndRunAsync();
        _gateway.Refuse = _ => ++refusals < 3 ? new GatewayError("rate_limited", "-", "wait") : null;

        _client.Report(EventKinds.Press);
        foreach (var pause in new[] { 1, 2 })
        {
            await _gateway.NextAsync<GatewayError>();
            await _time.TimerSetAsync(TimeSpan.FromSeconds(pause), Cancelled);
            _time.Advance(TimeSpan.FromSeconds(pause));
        }

        await _gateway.StoredAsync(1);
        Assert.Equal(3, refusals);
    }

    [Fact]
    public async Task Heartbeat_Secured_ComesAfterTheIntervalThatThePortalAskedFor()
    {
        _gateway.IntervalSeconds = 40;
        await PairAndRunAsync();

        await _time.TimerSetAsync(TimeSpan.FromSeconds(40), Cancelled);
        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.False(_gateway.Heard.Reader.TryPeek(out _));
        _time.Advance(TimeSpan.FromSeconds(1));

        var beat = await _gateway.NextAsync<Heartbeat>();
        Assert.Equal(40, beat.UptimeSeconds);
        Assert.Equal(WireTime.Format(_time.GetUtcNow()), beat.At);
    }

    [Fact]
    public async Task S02_Unlocked_BeatsEvery5SecondsUntilSecured()
    {
        await PairAndRunAsync();
        _status = _status with { Lock = LockWords.Unlocked };
        _client.Report(EventKinds.Unlocked);
        await _gateway.NextAsync<DeviceEvent[]>();

        for (var i = 0; i < 3; i++)
        {
            await _time.TimerSetAsync(OpeningBeat, Cancelled);
            _time.Advance(OpeningBeat);
            Assert.Equal(LockWords.Unlocked, (await _gateway.NextAsync<Heartbeat>()).Lock);
        }

        _status = _status with { Lock = LockWords.Locked };
        _client.Report(EventKinds.Locked);
        await NewsAsync<DeviceNews.Acknowledged>(upTo => upTo.UpTo.Seq == 2);
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.False(_gateway.Heard.Reader.TryRead(out var heard) && heard is Heartbeat);
    }

    [Fact]
    public async Task Connection_Lost_ComesBackWithAFreshTokenAndTheStateAsReported()
    {
        await PairAndRunAsync();
        var first = _tokens[^1];

        _gateway.BreakLines();
        await BackOffAsync();
        await NewsAsync<DeviceNews.Connected>();

        var second = await _gateway.NextAsync<TestGateway.Token>();
        Assert.NotEqual(first.Claims.GetProperty("jti").GetString(), second.Claims.GetProperty("jti").GetString());
        await _gateway.NextAsync<Heartbeat>();
    }

    [Fact]
    public async Task Connection_TokenRefused_TakesTheDateOfTheAnswerForTheNextToken()
    {
        _gateway.Time = TimeProvider.System;
        _time.SetUtcNow(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await _client.PairAsync(_gateway.Address, TestGateway.Code, Cancelled);
        _gateway.KnowsDevice = false;
        _time.SetUtcNow(new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _running = _client.RunAsync(_stop.Token);
        await NewsAsync<DeviceNews.Disconnected>();
        _gateway.KnowsDevice = true;
        await _time.TimerSetAsync(FirstPause, Cancelled);
        _time.Advance(FirstPause);


        var token = await _gateway.NextAsync<TestGateway.Token>();
        var issued = DateTimeOffset.FromUnixTimeSeconds(token.Claims.GetProperty("iat").GetInt64());
        Assert.InRange(issued, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public async Task S07_Command_IsDoneOnceAndARepetitionIsAnswered()
    {
        await PairAndRunAsync();
        var command = Unlock("cmd_1");

        await _gateway.SendAsync(GatewayMethods.Command, command);
        Assert.Equal(CommandStatus.Done, (await _gateway.NextAsync<CommandResult>()).Status);
        await _gateway.SendAsync(GatewayMethods.Command, command);
        Assert.Equal(CommandStatus.Done, (await _gateway.NextAsync<CommandResult>()).Status);

        var order = Assert.Single(_orders);
        Assert.Equal(("cmd_1", CommandNames.Unlock, EventSources.Remote), (order.CommandId, order.Name, order.Source));
        Assert.Equal(TimeSpan.FromSeconds(7), order.OpenFor);
    }

    [Fact]
    public async Task S07_Command_RepeatedAfterARestart_IsAnsweredAndNotDoneAgain()
    {
        await PairAndRunAsync();
        _obey = _ => OrderOutcome.Failed("jammed");
        await _gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1"));
        await _gateway.NextAsync<CommandResult>();
        await StopAsync();
        _client = Open();
        _running = _client.RunAsync(_stop.Token);
        await _gateway.NextAsync<Heartbeat>();

        await _gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1"));

        var result = await _gateway.NextAsync<CommandResult>();
        Assert.Equal((CommandStatus.Failed, "jammed"), (result.Status, result.Error));
        Assert.Single(_orders);
    }

    [Fact]
    public async Task S07_Command_AfterItsTime_DoesNothingAndSaysExpired()
    {
        await PairAndRunAsync();

        await _gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1") with { ExpiresAt = WireTime.Format(_time.GetUtcNow().AddMilliseconds(-1)) });

        Assert.Equal(CommandStatus.Expired, (await _gateway.NextAsync<CommandResult>()).Status);
        Assert.Empty(_orders);
    }

    [Fact]
    public async Task S07_Command_SystemClockSetBack_StillExpires()
    {
        await PairAndRunAsync();
        var command = Unlock("cmd_1");
        _time.Advance(TimeSpan.FromSeconds(11));
        _time.SetUtcNow(_time.GetUtcNow().AddHours(-1));

        await _gateway.SendAsync(GatewayMethods.Command, command);

        Assert.Equal(CommandStatus.Expired, (await _gateway.NextAsync<CommandResult>()).Status);
    }

    [Fact]
    public async Task EnterCodeAsync_Granted_UnlocksUnderTheVerdictsCommand()
    {
        await PairAndRunAsync();
        _gateway.Judge = _ => Task.FromResult(Granted("cmd_7"));

        var answer = await _client.EnterCodeAsync("12345678", Cancelled);

        Assert.Equal(new CodeAnswer.Granted("cmd_7", CommandStatus.Done, null), answer);
        var order = Assert.Single(_orders);
        Assert.Equal(("cmd_7", EventSources.Keypad, TimeSpan.FromSeconds(10)), (order.CommandId, order.Source, order.OpenFor));
        Assert.Equal("12345678", (await _gateway.NextAsync<CheckCode>()).Code);
        Assert.Equal("cmd_7", (await _gateway.NextAsync<CommandResult>()).CommandId);
    }

    [Fact]
    public async Task EnterCodeAsync_GrantedAgainUnderTheSameCommand_UnlocksAgain()
    {
        await PairAndRunAsync();
        _gateway.Judge = _ => Task.FromResult(Granted("cmd_7"));

        await _client.EnterCodeAsync("12345678", Cancelled);
        await _client.EnterCodeAsync("12345678", Cancelled);

        Assert.Equal(2, _orders.Count);
        await _gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_7"));
        await _gateway.NextAsync<CommandResult>();
        Assert.Equal(2, _orders.Count);
    }

    [Fact]
    public async Task S09_EnterCodeAsync_GrantedTooLate_OpensNothing()
    {
        await PairAndRunAsync();
        _gateway.Judge = _ => Task.FromResult(Granted("cmd_7") with { ExpiresAt = WireTime.Format(_time.GetUtcNow().AddSeconds(-1)) });

        var answer = await _client.EnterCodeAsync("12345678", Cancelled);

        Assert.Equal(new CodeAnswer.Granted("cmd_7", CommandStatus.Expired, null), answer);
        Assert.Empty(_orders);
    }

    [Fact]
    public async Task EnterCodeAsync_Denied_OpensNothing()
    {
        await PairAndRunAsync();

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await _client.EnterCodeAsync("00000000", Cancelled));
        Assert.Empty(_orders);
    }

    [Fact]
    public async Task S09_EnterCodeAsync_NoAnswerIn3Seconds_OpensNothingAlsoWhenItComesLater()
    {
        await PairAndRunAsync();
        var verdict = new TaskCompletionSource<CodeVerdict>();
        _gateway.Judge = _ => verdict.Task;

        var asking = _client.EnterCodeAsync("12345678", Cancelled);
        await _gateway.NextAsync<CheckCode>();
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(new CodeAnswer.NoAnswer(), await asking);
        verdict.SetResult(Granted("cmd_7"));
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await DeniedAsync());
        Assert.Empty(_orders);

        async Task<CodeAnswer> DeniedAsync()
        {
            _gateway.Judge = _ => Task.FromResult(new CodeVerdict { Verdict = CodeVerdict.Denied, Reason = "code_refused" });
            return await _client.EnterCodeAsync("12345678", Cancelled);
        }
    }

    [Fact]
    public async Task EnterCodeAsync_NoLine_HasNoAnswer() =>
        Assert.Equal(new CodeAnswer.NoAnswer(), await _client.EnterCodeAsync("12345678", Cancelled));

    [Theory]
    [InlineData(Disconnecting.Released)]
    [InlineData(Disconnecting.Refused)]
    public async Task RunAsync_Dismissed_ForgetsKeyAndEventsAndEnds(string reason)
    {
        await PairAndRunAsync();

        await _gateway.SendAsync(GatewayMethods.Disconnecting, new Disconnecting { Reason = reason });

        Assert.Equal(reason, await _running.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancelled));
        Assert.Null(_client.DeviceId);
        Assert.Null(_client.Report(EventKinds.Locked));
        Assert.False(File.Exists(_folder["pairing.json"]));
    }

    [Fact]
    public async Task RunAsync_ReplacedByAnother_ConnectsAgainAndForgetsNothing()
    {
        await PairAndRunAsync();

        await _gateway.SendAsync(GatewayMethods.Disconnecting, new Disconnecting { Reason = Disconnecting.Replaced });
        _gateway.BreakLines();
        await BackOffAsync();
        await NewsAsync<DeviceNews.Connected>();

        Assert.True(_client.IsConfirmed);
    }

    [Fact]
    public async Task S21_PairedTwice_DoesNotStartTheNumbersAgain()
    {
        await PairAndRunAsync();
        _client.Report(EventKinds.Locked);

        await _gateway.ConfirmAsync(epoch: 1);
        await _gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1"));
        await _gateway.NextAsync<CommandResult>();

        Assert.Equal(2, _client.Report(EventKinds.DoorClosed)?.Seq);
    }

    [Fact]
    public async Task S15_TrustedTime_ComesOnlyFromTheSignedInConnection()
    {
        _gateway.Time = new ManualTime(_time.GetUtcNow().AddHours(5));
        await _client.PairAsync(_gateway.Address, TestGateway.Code, Cancelled);
        Assert.False(_client.Clock.IsTrusted);
        _running = _client.RunAsync(_stop.Token);
        await _gateway.NextAsync<Heartbeat>();
        await _gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1"));
        await _gateway.NextAsync<CommandResult>();

        Assert.True(_client.Clock.IsTrusted);
        Assert.Equal(_gateway.Time.GetUtcNow(), _client.Clock.Now);
    }

    [Fact]
    public void Open_FolderIsInUse_IsRefused() => Assert.ThrowsAny<IOException>(() => Open());

    private DeviceClient Open() => new(new DeviceOptions
    {
        Directory = _folder.Path,
        Description = new DeviceDescription { Profile = DeviceProfile.SmartLock, Model = "Test lock", Serial = "T-1", Firmware = "1.0.0" },
        Status = _ => ValueTask.FromResult(_status),
        Obey = (order, _) =>
        {
            _orders.Add(order);
            return ValueTask.FromResult(_obey(order));
        },
        News = heard => _news.Writer.TryWrite(heard),
        Time = _time,
        Network = _network,
    });

    private async Task PairAndRunAsync()
    {
        Assert.IsType<PairingResult.Claimed>(await _client.PairAsync(_gateway.Address, TestGateway.Code, Cancelled));
        _running = _client.RunAsync(_stop.Token);
        _tokens.Add(await _gateway.NextAsync<TestGateway.Token>());
        await NewsAsync<DeviceNews.Beat>();
        await _gateway.NextAsync<Heartbeat>();
        await _gateway.ConfirmAsync();
        await NewsAsync<DeviceNews.Confirmed>();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _client.Dispose();
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }

    private async Task<T> NewsAsync<T>(Func<T, bool>? wanted = null)
        where T : DeviceNews
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (true)
        {
            if (await _news.Reader.ReadAsync(deadline.Token) is T heard && (wanted is null || wanted(heard)))
                return heard;
        }
    }

    // Cuts the cable and waits until the client knows it and waits for the cable.
    private async Task CutAsync()
    {
        _network.Cut();
        await BackOffAsync();
    }

    private async Task RestoreAsync()
    {
        _network.Restore();
        await NewsAsync<DeviceNews.Connected>();
    }

    // The line is gone: lets the first pause pass.
    private async Task BackOffAsync()
    {
        await NewsAsync<DeviceNews.Disconnected>();
        await _time.TimerSetAsync(FirstPause, Cancelled);
        _time.Advance(FirstPause);
    }

    private Command Unlock(string id) => new()
    {
        CommandId = id,
        Name = CommandNames.Unlock,
        ExpiresAt = WireTime.Format(_time.GetUtcNow().AddSeconds(10)),
        Args = JsonSerializer.SerializeToElement(new { openSeconds = 7 }),
    };

    private CodeVerdict Granted(string id) => new()
    {
        Verdict = CodeVerdict.Granted,
        CommandId = id,
        ExpiresAt = WireTime.Format(_time.GetUtcNow().AddSeconds(10)),
        OpenSeconds = 10,
    };
}
