using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Tests.Deliveries;

namespace Portal.Tests.Access;

/// <summary>Guessing at a keypad: what is counted, for how long it rests, and whom that leaves alone.</summary>
public sealed class KeypadTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    /// <summary>A garage is monitored by its door alone; what was said of a bolt while the door stood open is believed for 15 s.</summary>
    [Fact]
    public async Task JammedWhenLastHeard_StaysShutHoweverLongAgoThatWas()
    {
        await _house.BecomeAsync(AccessPointKind.Garage, "garage-opener", Capabilities.DoorDrive);
        var code = await _house.CodeOfAsync(await _house.ReadyAsync());
        await _house.ReportAsync(EventKinds.DoorOpened, EventKinds.LockJammed, EventKinds.DoorClosed);
        _house.House.Time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(LockState.Unknown, (await _house.StateAsync()).Lock);

        Assert.Equal(DenialReason.DeviceJammed, (await _house.TypeAsync(code)).Decision.Reason);

        await _house.ReportAsync(EventKinds.Locked);
        Assert.Null((await _house.TypeAsync(code)).Decision.Reason);
    }

    [Fact]
    public async Task S11_FiveMisses_KeypadRestsAndReadsTheSameForEveryCode()
    {
        var code = await _house.CodeOfAsync(await _house.ReadyAsync());
        await MissAsync(code, 5);

        var right = await _house.TypeAsync(code);
        var wrong = await _house.TypeAsync(Wrong(code));

        Assert.Equal(DenialReason.CodeRefused, right.Decision.Reason);
        Assert.Equal(wrong, right);
        Assert.Equal(["keypad_locked_out", "keypad_locked_out"], (await DenialsAsync()).TakeLast(2));
    }

    [Fact]
    public async Task S11_FourMisses_LetTheRightCodeIn()
    {
        var code = await _house.CodeOfAsync(await _house.ReadyAsync());
        await MissAsync(code, 4);

        Assert.True((await _house.TypeAsync(code)).Decision.IsGranted);
    }

    [Fact]
    public async Task S11_AfterTheRest_TheRightCodeOpensAndForgivesAll()
    {
        var code = await _house.CodeOfAsync(await _house.ReadyAsync());
        await MissAsync(code, 5);
        await WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True((await _house.TypeAsync(code)).Decision.IsGranted);
        Assert.Equal(0, await _house.CountAsync("keypad"));
    }

    [Fact]
    public async Task S11_WhatIsTypedWhileItRests_MakesTheRestNoLonger()
    {
        var code = await _house.CodeOfAsync(await _house.ReadyAsync());
        await MissAsync(code, 5);
        await MissAsync(code, 20);
        await WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True((await _house.TypeAsync(code)).Decision.IsGranted);
    }

    [Fact]
    public async Task S11_SixthMiss_RestsTwiceAsLong()
    {
        var code = await _house.CodeOfAsync(await _house.ReadyAsync());
        await MissAsync(code, 5);
        await WaitAsync(TimeSpan.FromSeconds(60));
        await MissAsync(code, 1);
        await WaitAsync(TimeSpan.FromSeconds(119));

        Assert.False((await _house.TypeAsync(code)).Decision.IsGranted);
        await WaitAsync(TimeSpan.FromSeconds(1));
        Assert.True((await _house.TypeAsync(code)).Decision.IsGranted);
    }

    [Fact]
    public async Task S11_WithoutAnyCodeToGuess_MissesCountAllTheSame()
    {
        await MissAsync("00000000", 5);

        await _house.TypeAsync("12345678");

        Assert.Equal("keypad_locked_out", (await DenialsAsync())[^1]);
    }

    [Fact]
    public async Task S11_ARightCodeThatIsDenied_NeitherCountsNorForgives()
    {
        var delivery = await _house.House.ApprovedAsync();
        var code = await _house.CodeOfAsync(delivery);
        await MissAsync(code, 4);

        for (var again = 0; again < 3; again++)
            Assert.Equal(DenialReason.BeforeWindow, (await _house.TypeAsync(code)).Decision.Reason);
        await MissAsync(code, 1);
        await _house.TypeAsync(code);

        Assert.Equal("keypad_locked_out", (await DenialsAsync())[^1]);
    }

    [Fact]
    public async Task S11_TenthMissInTheWindow_ChangesTheCodeAndAsksTheOwner()
    {
        var delivery = await ReadyForHoursAsync();
        var before = await _house.CodeOfAsync(delivery);
        await TenMissesAsync(before);

        var after = await _house.CodeOfAsync(delivery);

        Assert.NotEqual(before, after);
        Assert.Contains(EntryKinds.CodeChanged, (await _house.House.EntriesAsync(delivery)).Select(entry => entry.Kind));
        Assert.Equal([AlertDeed.CodeChanged], Assert.Single(await _house.AlertsAsync(), alert => alert.Kind == AlertKind.WrongCodeLimit).Did);
        await RestAsync();
        Assert.Equal(DenialReason.CodeRefused, (await _house.TypeAsync(before)).Decision.Reason);
        await RestAsync();
        Assert.True((await _house.TypeAsync(after)).Decision.IsGranted);
    }

    [Fact]
    public async Task S11_MissesBeforeTheWindow_LeaveItsCodeAlone()
    {
        var delivery = await _house.House.ApprovedAsync();
        var code = await _house.CodeOfAsync(delivery);

        await TenMissesAsync(code);

        Assert.Equal(code, await _house.CodeOfAsync(delivery));
    }

    [Fact]
    public async Task S11_KeypadThatRests_LeavesTheDriverPageAndItsLinkAlone()
    {
        var delivery = await ReadyForHoursAsync();
        await TenMissesAsync(await _house.CodeOfAsync(delivery));
        var (grant, generation) = await _house.House.Database.ReadAsync(
            connection => connection.QuerySingle<(GrantId, int)>("SELECT id, generation FROM access_grant"), AccessHouse.Stop);

        var answer = await _house.Attempts.ByDriverAsync(grant, generation, "session", position: null, AccessHouse.Stop);

        // What the driver page looks at next: it knows the link.
        Assert.Equal(DenialReason.NoPosition, answer.Decision.Reason);
    }

    /// <summary>The rests outlast an hour's window.</summary>
    private async Task<DeliveryId> ReadyForHoursAsync()
    {
        var delivery = await _house.House.RequestAsync(SomeDelivery.Window(1, 7));
        await _house.House.Answers.ApproveAsync(_house.House.Owner, delivery, SomeDelivery.Window(1, 7), AccessHouse.Stop);
        _house.House.Time.Advance(TimeSpan.FromMinutes(70));
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        return delivery;
    }

    private async Task TenMissesAsync(string code)
    {
        for (var miss = 0; miss < KeypadTries.CodeChange; miss++)
        {
            await RestAsync();
            await MissAsync(code, 1);
        }
    }

    private async Task MissAsync(string code, int times)
    {
        for (var time = 0; time < times; time++)
            Assert.Equal(DenialReason.CodeRefused, (await _house.TypeAsync(Wrong(code))).Decision.Reason);
    }

    private async Task RestAsync()
    {
        var until = await _house.House.Database.ReadAsync(
            connection => connection.QuerySingleOrDefault<(int Misses, DateTimeOffset At)>("SELECT misses, last_miss_at FROM keypad"), AccessHouse.Stop);
        var rest = until.Misses == 0 ? TimeSpan.Zero : new KeypadTries(until.Misses, until.At).RestsUntil - _house.Now;
        if (rest > TimeSpan.Zero)
            await WaitAsync(rest);
    }

    /// <summary>Time passes, and the box goes on saying that it is shut.</summary>
    private async Task WaitAsync(TimeSpan time)
    {
        _house.House.Time.Advance(time);
        await _house.BeatAsync(LockState.Locked, DoorState.Closed);
    }

    private static string Wrong(string code) => code[..^1] + (code[^1] == '0' ? '1' : '0');

    private async Task<IReadOnlyList<string?>> DenialsAsync() =>
        (await _house.House.Reader.AfterAsync(-1, 1000, AccessHouse.Stop))
            .Where(entry => entry.Kind == EntryKinds.AccessDenied)
            .Select(entry => System.Text.Json.JsonDocument.Parse(entry.Data).RootElement.GetProperty("reason").GetString())
            .ToList();
}
