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

    private readonly ManualTime time = new();
    private readonly TestFolder folder = new();
    private readonly NetworkSwitch network = new();
    private readonly List<DeviceOrder> orders = [];
    private readonly List<TestGateway.Token> tokens = [];
    private readonly Channel<DeviceNews> news = Channel.CreateUnbounded<DeviceNews>();
    private CancellationTokenSource stop = new();
    private TestGateway gateway = null!; // set in InitializeAsync, before any test
    private DeviceStatus status = new() { Lock = LockWords.Locked, Door = DoorWords.Closed };
    private Func<DeviceOrder, OrderOutcome> obey = _ => OrderOutcome.Done;
    private DeviceClient client = null!; // set in InitializeAsync, before any test
    private Task<string?> running = Task.FromResult<string?>(null);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        gateway = await TestGateway.StartAsync();
        gateway.Time = time;
        client = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await gateway.DisposeAsync();
        folder.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task PairAsync_RightCode_ShowsTheNumberThatTheOwnerSees()
    {
        var result = await client.PairAsync(gateway.Address, "k7qx 4m2p", Cancelled);

        var claim = await gateway.NextAsync<ClaimRequest>();
        var claimed = Assert.IsType<PairingResult.Claimed>(result);
        Assert.Equal(PairingCheckNumber.Of("K7QX4M2P", claim.PublicKey), claimed.CheckNumber);
        Assert.Equal(claimed.CheckNumber, client.CheckNumber);
        Assert.Equal(gateway.DeviceId, client.DeviceId);
        Assert.Equal("smart-lock", claim.Profile);
        Assert.False(client.IsConfirmed);
    }

    [Theory]
    [InlineData("AAAA-AAAA", "pairing_code_invalid")]
    [InlineData("nonsense", "pairing_code_invalid")]
    public async Task PairAsync_WrongCode_IsRefusedAndChangesNothing(string code, string reason)
    {
        var result = await client.PairAsync(gateway.Address, code, Cancelled);

        Assert.Equal(reason, Assert.IsType<PairingResult.Refused>(result).Code);
        Assert.Null(client.DeviceId);
    }

    [Fact]
    public async Task PairAsync_NobodyThere_SaysSo()
    {
        await gateway.DisposeAsync();

        var result = await client.PairAsync(new Uri("http://127.0.0.1:9"), TestGateway.Code, Cancelled);

        Assert.Equal("unreachable", Assert.IsType<PairingResult.Refused>(result).Code);
    }

    [Fact]
    public async Task S21_EachPairing_MakesAKeyOfItsOwn()
    {
        await client.PairAsync(gateway.Address, TestGateway.Code, Cancelled);
        await client.PairAsync(gateway.Address, TestGateway.Code, Cancelled);

        Assert.NotEqual((await gateway.NextAsync<ClaimRequest>()).PublicKey, (await gateway.NextAsync<ClaimRequest>()).PublicKey);
    }

    [Fact]
    public async Task Report_Confirmed_ArrivesSignedAndIsForgottenOnceAcknowledged()
    {
        await PairAndRunAsync();

        var kept = client.Report(EventKinds.Unlocked, new { source = "manual" });

        var sent = Assert.Single(await gateway.NextAsync<DeviceEvent[]>());
        Assert.Equal(kept, sent);
        Assert.Equal((1, 1), (sent.Epoch, sent.Seq));
        Assert.Equal("""{"source":"manual"}""", sent.Data);
        Assert.True(gateway.Verifies(sent));
        await NewsAsync<DeviceNews.Acknowledged>();
        Assert.Equal(0, client.Unacknowledged);
    }

    [Fact]
    public async Task Report_BeforeTheOwnerConfirmed_IsNotKept()
    {
        await client.PairAsync(gateway.Address, TestGateway.Code, Cancelled);

        Assert.Null(client.Report(EventKinds.Locked));
        Assert.Equal(0, client.Unacknowledged);
    }

    [Theory]
    [InlineData("Locked")]
    [InlineData("")]
    public void Report_NoWord_IsRefused(string kind) => Assert.Throws<ArgumentException>(() => client.Report(kind));

    [Fact]
    public void Report_TooMuchData_IsRefused() =>
        Assert.Throws<ArgumentException>(() => client.Report(EventKinds.Press, new { note = new string('x', GatewayLimits.DataBytes) }));

    [Fact]
    public async Task S23_WhileTheLineIsDown_EventsKeepTheirOwnTimesAndArriveInOrder()
    {
        await PairAndRunAsync();
        await CutAsync();
        client.Report(EventKinds.DoorClosed);
        time.Advance(TimeSpan.FromSeconds(3));
        client.Report(EventKinds.Locked);
        time.Advance(TimeSpan.FromMinutes(10));

        await RestoreAsync();
        var stored = await gateway.StoredAsync(2);

        Assert.Equal([EventKinds.DoorClosed, EventKinds.Locked], stored.Select(known => known.Kind));
        Assert.Equal([1L, 2L], stored.Select(known => known.Seq));
        Assert.Equal(
            TimeSpan.FromSeconds(3), WireTime.Parse(stored[1].At) - WireTime.Parse(stored[0].At));
    }

    [Fact]
    public async Task S23_AfterARestart_WhatWasNotAcknowledgedArrivesOnceAndNumbersGoOn()
    {
        await PairAndRunAsync();
        client.Report(EventKinds.Unlocked);
        await NewsAsync<DeviceNews.Acknowledged>();
        await CutAsync();
        client.Report(EventKinds.DoorOpened);
        await StopAsync();
        network.Restore();

        client = Open();
        Assert.Equal(new ReportedState(EventKinds.Unlocked, EventKinds.DoorOpened), client.Reported);
        running = client.RunAsync(stop.Token);
        client.Report(EventKinds.DoorClosed);
        var stored = await gateway.StoredAsync(3);

        Assert.Equal([1L, 2L, 3L], stored.Select(known => known.Seq));
        Assert.Equal([EventKinds.Unlocked, EventKinds.DoorOpened, EventKinds.DoorClosed], stored.Select(known => known.Kind));
    }

    [Fact]
    public async Task Report_MoreThanABatch_IsSentInBatchesOfTheAllowedSize()
    {
        await PairAndRunAsync();
        await CutAsync();
        for (var i = 0; i < 600; i++)
        {
            client.Report(EventKinds.Press, new { i, note = i < 40 ? new string('"', 1500) : "" });
        }

        await RestoreAsync();
        var stored = await gateway.StoredAsync(600);

        Assert.Equal(Enumerable.Range(1, 600).Select(seq => (long)seq), stored.Select(known => known.Seq));
    }

    [Fact]
    public async Task Report_OneEventIsRefused_TheOthersArriveAndTheDropIsReported()
    {
        await PairAndRunAsync();
        gateway.Refuse = batch => Array.FindIndex(batch, sent => sent.Kind == "press") is var index and >= 0
            ? GatewayError.InBatch("invalid_field", index, "kind", "leave it out")
            : null;
        await CutAsync();
        client.Report(EventKinds.Locked);
        client.Report(EventKinds.Press);
        client.Report(EventKinds.DoorClosed);

        await RestoreAsync();
        var stored = await gateway.StoredAsync(3);

        Assert.Equal([1L, 3L, 4L], stored.Select(known => known.Seq));
        Assert.Equal((EventKinds.EventDropped, """{"seq":2,"reason":"invalid_field"}"""), (stored[2].Kind, stored[2].Data));
    }

    [Fact]
    public async Task Report_RefusedWhole_IsSentAgainAfterAPauseThatDoubles()
    {
        var refusals = 0;
        await PairAndRunAsync();
        gateway.Refuse = _ => ++refusals < 3 ? new GatewayError("rate_limited", "-", "wait") : null;

        client.Report(EventKinds.Press);
        foreach (var pause in new[] { 1, 2 })
        {
            await gateway.NextAsync<GatewayError>();
            await time.WhenTimerIsDueWithin(TimeSpan.FromSeconds(pause), Cancelled);
            time.Advance(TimeSpan.FromSeconds(pause));
        }

        await gateway.StoredAsync(1);
        Assert.Equal(3, refusals);
    }

    [Fact]
    public async Task Heartbeat_Secured_ComesAfterTheIntervalThatThePortalAskedFor()
    {
        gateway.IntervalSeconds = 40;
        await PairAndRunAsync();

        await time.WhenTimerIsDueWithin(TimeSpan.FromSeconds(40), Cancelled);
        time.Advance(TimeSpan.FromSeconds(39));
        Assert.False(gateway.Heard.Reader.TryPeek(out _));
        time.Advance(TimeSpan.FromSeconds(1));

        var beat = await gateway.NextAsync<Heartbeat>();
        Assert.Equal(40, beat.UptimeSeconds);
        Assert.Equal(WireTime.Format(time.GetUtcNow()), beat.At);
    }

    [Fact]
    public async Task S02_Unlocked_BeatsEvery5SecondsUntilSecured()
    {
        await PairAndRunAsync();
        status = status with { Lock = LockWords.Unlocked };
        client.Report(EventKinds.Unlocked);
        await gateway.NextAsync<DeviceEvent[]>();

        for (var i = 0; i < 3; i++)
        {
            await time.WhenTimerIsDueWithin(OpeningBeat, Cancelled);
            time.Advance(OpeningBeat);
            Assert.Equal(LockWords.Unlocked, (await gateway.NextAsync<Heartbeat>()).Lock);
        }

        status = status with { Lock = LockWords.Locked };
        client.Report(EventKinds.Locked);
        await NewsAsync<DeviceNews.Acknowledged>(upTo => upTo.UpTo.Seq == 2);
        time.Advance(TimeSpan.FromSeconds(50));
        Assert.False(gateway.Heard.Reader.TryRead(out var heard) && heard is Heartbeat);
    }

    [Fact]
    public async Task Connection_Lost_ComesBackWithAFreshTokenAndTheStateAsReported()
    {
        await PairAndRunAsync();
        var first = tokens[^1];

        gateway.BreakLines();
        await BackOffAsync();
        await NewsAsync<DeviceNews.Connected>();

        var second = await gateway.NextAsync<TestGateway.Token>();
        Assert.NotEqual(first.Claims.GetProperty("jti").GetString(), second.Claims.GetProperty("jti").GetString());
        await gateway.NextAsync<Heartbeat>();
    }

    [Fact]
    public async Task Connection_TokenRefused_TakesTheDateOfTheAnswerForTheNextToken()
    {
        gateway.Time = TimeProvider.System;
        time.SetUtcNow(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await client.PairAsync(gateway.Address, TestGateway.Code, Cancelled);
        gateway.KnowsDevice = false;
        time.SetUtcNow(new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero));
        running = client.RunAsync(stop.Token);
        await NewsAsync<DeviceNews.Disconnected>();
        gateway.KnowsDevice = true;
        await time.WhenTimerIsDueWithin(FirstPause, Cancelled);
        time.Advance(FirstPause);


        var token = await gateway.NextAsync<TestGateway.Token>();
        var issued = DateTimeOffset.FromUnixTimeSeconds(token.Claims.GetProperty("iat").GetInt64());
        Assert.InRange(issued, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public async Task S07_Command_IsDoneOnceAndARepetitionIsAnswered()
    {
        await PairAndRunAsync();
        var command = Unlock("cmd_1");

        await gateway.SendAsync(GatewayMethods.Command, command);
        Assert.Equal(CommandStatus.Done, (await gateway.NextAsync<CommandResult>()).Status);
        await gateway.SendAsync(GatewayMethods.Command, command);
        Assert.Equal(CommandStatus.Done, (await gateway.NextAsync<CommandResult>()).Status);

        var order = Assert.Single(orders);
        Assert.Equal(("cmd_1", CommandNames.Unlock, EventSources.Remote), (order.CommandId, order.Name, order.Source));
        Assert.Equal(TimeSpan.FromSeconds(7), order.OpenFor);
    }

    [Fact]
    public async Task S07_Command_RepeatedAfterARestart_IsAnsweredAndNotDoneAgain()
    {
        await PairAndRunAsync();
        obey = _ => OrderOutcome.Failed("jammed");
        await gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1"));
        await gateway.NextAsync<CommandResult>();
        await StopAsync();
        client = Open();
        running = client.RunAsync(stop.Token);
        await gateway.NextAsync<Heartbeat>();

        await gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1"));

        var result = await gateway.NextAsync<CommandResult>();
        Assert.Equal((CommandStatus.Failed, "jammed"), (result.Status, result.Error));
        Assert.Single(orders);
    }

    [Fact]
    public async Task S07_Command_AfterItsTime_DoesNothingAndSaysExpired()
    {
        await PairAndRunAsync();

        await gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1") with { ExpiresAt = WireTime.Format(time.GetUtcNow().AddMilliseconds(-1)) });

        Assert.Equal(CommandStatus.Expired, (await gateway.NextAsync<CommandResult>()).Status);
        Assert.Empty(orders);
    }

    [Fact]
    public async Task S07_Command_SystemClockSetBack_StillExpires()
    {
        await PairAndRunAsync();
        var command = Unlock("cmd_1");
        time.Advance(TimeSpan.FromSeconds(11));
        time.SetUtcNow(time.GetUtcNow().AddHours(-1));

        await gateway.SendAsync(GatewayMethods.Command, command);

        Assert.Equal(CommandStatus.Expired, (await gateway.NextAsync<CommandResult>()).Status);
    }

    [Fact]
    public async Task EnterCodeAsync_Granted_UnlocksUnderTheVerdictsCommand()
    {
        await PairAndRunAsync();
        gateway.Judge = _ => Task.FromResult(Granted("cmd_7"));

        var answer = await client.EnterCodeAsync("12345678", Cancelled);

        Assert.Equal(new CodeAnswer.Granted("cmd_7", CommandStatus.Done, null), answer);
        var order = Assert.Single(orders);
        Assert.Equal(("cmd_7", EventSources.Keypad, TimeSpan.FromSeconds(10)), (order.CommandId, order.Source, order.OpenFor));
        Assert.Equal("12345678", (await gateway.NextAsync<CheckCode>()).Code);
        Assert.Equal("cmd_7", (await gateway.NextAsync<CommandResult>()).CommandId);
    }

    [Fact]
    public async Task EnterCodeAsync_GrantedAgainUnderTheSameCommand_UnlocksAgain()
    {
        await PairAndRunAsync();
        gateway.Judge = _ => Task.FromResult(Granted("cmd_7"));

        await client.EnterCodeAsync("12345678", Cancelled);
        await client.EnterCodeAsync("12345678", Cancelled);

        Assert.Equal(2, orders.Count);
        await gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_7"));
        await gateway.NextAsync<CommandResult>();
        Assert.Equal(2, orders.Count);
    }

    [Fact]
    public async Task S09_EnterCodeAsync_GrantedTooLate_OpensNothing()
    {
        await PairAndRunAsync();
        gateway.Judge = _ => Task.FromResult(Granted("cmd_7") with { ExpiresAt = WireTime.Format(time.GetUtcNow().AddSeconds(-1)) });

        var answer = await client.EnterCodeAsync("12345678", Cancelled);

        Assert.Equal(new CodeAnswer.Granted("cmd_7", CommandStatus.Expired, null), answer);
        Assert.Empty(orders);
    }

    [Fact]
    public async Task EnterCodeAsync_Denied_OpensNothing()
    {
        await PairAndRunAsync();

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await client.EnterCodeAsync("00000000", Cancelled));
        Assert.Empty(orders);
    }

    [Fact]
    public async Task S09_EnterCodeAsync_NoAnswerIn3Seconds_OpensNothingAlsoWhenItComesLater()
    {
        await PairAndRunAsync();
        var verdict = new TaskCompletionSource<CodeVerdict>();
        gateway.Judge = _ => verdict.Task;

        var asking = client.EnterCodeAsync("12345678", Cancelled);
        await gateway.NextAsync<CheckCode>();
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(new CodeAnswer.NoAnswer(), await asking);
        verdict.SetResult(Granted("cmd_7"));
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await DeniedAsync());
        Assert.Empty(orders);

        async Task<CodeAnswer> DeniedAsync()
        {
            gateway.Judge = _ => Task.FromResult(new CodeVerdict { Verdict = CodeVerdict.Denied, Reason = "code_refused" });
            return await client.EnterCodeAsync("12345678", Cancelled);
        }
    }

    [Fact]
    public async Task EnterCodeAsync_NoLine_HasNoAnswer() =>
        Assert.Equal(new CodeAnswer.NoAnswer(), await client.EnterCodeAsync("12345678", Cancelled));

    [Theory]
    [InlineData(Disconnecting.Released)]
    [InlineData(Disconnecting.Refused)]
    public async Task RunAsync_Dismissed_ForgetsKeyAndEventsAndEnds(string reason)
    {
        await PairAndRunAsync();

        await gateway.SendAsync(GatewayMethods.Disconnecting, new Disconnecting { Reason = reason });

        Assert.Equal(reason, await running.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancelled));
        Assert.Null(client.DeviceId);
        Assert.Null(client.Report(EventKinds.Locked));
        Assert.False(File.Exists(folder["pairing.json"]));
    }

    [Fact]
    public async Task RunAsync_ReplacedByAnother_ConnectsAgainAndForgetsNothing()
    {
        await PairAndRunAsync();

        await gateway.SendAsync(GatewayMethods.Disconnecting, new Disconnecting { Reason = Disconnecting.Replaced });
        gateway.BreakLines();
        await BackOffAsync();
        await NewsAsync<DeviceNews.Connected>();

        Assert.True(client.IsConfirmed);
    }

    [Fact]
    public async Task S21_PairedTwice_DoesNotStartTheNumbersAgain()
    {
        await PairAndRunAsync();
        client.Report(EventKinds.Locked);

        await gateway.ConfirmAsync(epoch: 1);
        await gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1"));
        await gateway.NextAsync<CommandResult>();

        Assert.Equal(2, client.Report(EventKinds.DoorClosed)?.Seq);
    }

    [Fact]
    public async Task S15_TrustedTime_ComesOnlyFromTheSignedInConnection()
    {
        gateway.Time = new ManualTime(time.GetUtcNow().AddHours(5));
        await client.PairAsync(gateway.Address, TestGateway.Code, Cancelled);
        Assert.False(client.Clock.IsTrusted);
        running = client.RunAsync(stop.Token);
        await gateway.NextAsync<Heartbeat>();
        await gateway.SendAsync(GatewayMethods.Command, Unlock("cmd_1"));
        await gateway.NextAsync<CommandResult>();

        Assert.True(client.Clock.IsTrusted);
        Assert.Equal(gateway.Time.GetUtcNow(), client.Clock.Now);
    }

    [Fact]
    public void Open_FolderIsInUse_IsRefused() => Assert.ThrowsAny<IOException>(() => Open());

    private DeviceClient Open() => new(new DeviceOptions
    {
        Directory = folder.Path,
        Description = new DeviceDescription { Profile = DeviceProfile.SmartLock, Model = "Test lock", Serial = "T-1", Firmware = "1.0.0" },
        Status = _ => ValueTask.FromResult(status),
        Obey = (order, _) =>
        {
            orders.Add(order);
            return ValueTask.FromResult(obey(order));
        },
        News = heard => news.Writer.TryWrite(heard),
        Time = time,
        Network = network,
    });

    private async Task PairAndRunAsync()
    {
        Assert.IsType<PairingResult.Claimed>(await client.PairAsync(gateway.Address, TestGateway.Code, Cancelled));
        running = client.RunAsync(stop.Token);
        tokens.Add(await gateway.NextAsync<TestGateway.Token>());
        await gateway.NextAsync<Heartbeat>();
        await gateway.ConfirmAsync();
        await NewsAsync<DeviceNews.Confirmed>();
    }

    private async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
        await client.DisposeAsync();
        stop.Dispose();
        stop = new CancellationTokenSource();
    }

    private async Task<T> NewsAsync<T>(Func<T, bool>? wanted = null)
        where T : DeviceNews
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (true)
        {
            if (await news.Reader.ReadAsync(deadline.Token) is T heard && (wanted is null || wanted(heard)))
            {
                return heard;
            }
        }
    }

    // Cuts the cable and waits until the client knows it and waits for the cable.
    private async Task CutAsync()
    {
        network.Cut();
        await BackOffAsync();
    }

    private async Task RestoreAsync()
    {
        network.Restore();
        await NewsAsync<DeviceNews.Connected>();
    }

    // The line is gone: lets the first pause pass.
    private async Task BackOffAsync()
    {
        await NewsAsync<DeviceNews.Disconnected>();
        await time.WhenTimerIsDueWithin(FirstPause, Cancelled);
        time.Advance(FirstPause);
    }

    private Command Unlock(string id) => new()
    {
        CommandId = id,
        Name = CommandNames.Unlock,
        ExpiresAt = WireTime.Format(time.GetUtcNow().AddSeconds(10)),
        Args = JsonSerializer.SerializeToElement(new { openSeconds = 7 }),
    };

    private CodeVerdict Granted(string id) => new()
    {
        Verdict = CodeVerdict.Granted,
        CommandId = id,
        ExpiresAt = WireTime.Format(time.GetUtcNow().AddSeconds(10)),
        OpenSeconds = 10,
    };
}
