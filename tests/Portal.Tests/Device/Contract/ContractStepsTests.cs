using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Gateway;
using Portal.Storage;
using Portal.Tests.Gateway;
using Portal.Tests.Support;
using EventNumber = Portal.Device.Protocol.EventNumber;

namespace Portal.Tests.Device.Contract;

/// <summary>One list of steps through the whole contract, against the real portal: for our own client, and for Microsoft's npm client.</summary>
public sealed class ContractStepsTests(OneHouse house) : IClassFixture<OneHouse>
{
    private AccessPointId _door;
    private DeviceId _device;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Connections Connections => house.Host.Get<Connections>();

    [Theory]
    [InlineData("DeviceClient")]
    [InlineData("npm")]
    public async Task EachStep_WhoeverWroteTheDevice_IsTheSame(string program)
    {
        await using IContractDevice device = program == "npm" ? new NodeDevice() : new ClientDevice();
        (string Name, Func<Task> Do)[] steps =
        [
            ("pair", () => PairAsync(device)),
            ("sign in", () => SignInAsync(device)),
            ("confirm", () => ConfirmAsync(device)),
            ("report", () => ReportAsync(device)),
            ("repeat", () => RepeatAsync(device)),
            ("gap", () => GapAsync(device)),
            ("heartbeat", HeartbeatAsync),
            ("code", () => CodeAsync(device)),
            ("command", CommandAsync),
            ("expired command", ExpiredAsync),
            ("refused message", () => RefusedAsync(device)),
            ("disconnect and reconnect", () => ReconnectAsync(device)),
            ("replaced", () => ReplacedAsync(device)),
            ("released", () => ReleasedAsync(device)),
        ];
        foreach (var (name, step) in steps)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(name);
            await step();
        }
    }

    private async Task PairAsync(IContractDevice device)
    {
        _door = await house.AddCarAsync(Cancel);
        var code = await house.Host.AskPairingCodeAsync(house.Owner.Account, _door, Cancel);
        var (id, number) = await device.PairAsync(house.Host.Address, code);
        _device = DeviceId.From(id);
        var pairing = await house.Host.Get<Pairings>().FindAsync(house.Owner.Account, _door, Cancel);
        Assert.Equal(pairing?.Claimed?.CheckNumber, number);
    }

    // Heard, and believed by nobody.
    private async Task SignInAsync(IContractDevice device)
    {
        await device.LiveAsync();
        Assert.NotNull(Connections.Find(_device));
        Assert.False(Connections.IsConnected(_device));
    }

    private async Task ConfirmAsync(IContractDevice device)
    {
        Assert.Equal(AccessOutcome.Done, await house.Host.Get<Pairings>().AnswerAsync(house.Owner.Account, _device, same: true, Cancel));
        Assert.Equal(1, await device.ConfirmedAsync());
        Assert.True(Connections.IsConnected(_device));
    }

    private async Task ReportAsync(IContractDevice device)
    {
        Assert.Equal(new EventNumber(1, 1), await device.ReportAsync(EventKinds.Locked));
        Assert.Equal(new EventNumber(1, 2), await device.ReportAsync(EventKinds.DoorClosed));
        Assert.Equal((2, 2, 2), await NumbersAsync());
    }

    private async Task RepeatAsync(IContractDevice device)
    {
        Assert.Equal(new EventNumber(1, 3), await device.ReportTwiceAsync(EventKinds.Locked));
        Assert.Equal((3, 3, 3), await NumbersAsync());
    }

    private async Task GapAsync(IContractDevice device)
    {
        Assert.Equal(new EventNumber(1, 5), await device.ReportAheadAsync(EventKinds.DoorClosed));
        Assert.Equal((4, 5, 3), await NumbersAsync());
        await device.FillAsync();
        Assert.Equal((5, 5, 5), await NumbersAsync());
    }

    private async Task HeartbeatAsync()
    {
        var (heard, @lock) = await ReadAsync<(long?, string)>("SELECT last_heard_at, lock FROM device_state WHERE device_id = @id", _device.Value);
        Assert.NotNull(heard);
        Assert.Equal(LockWords.Locked, @lock);
    }

    private async Task CodeAsync(IContractDevice device) => Assert.Equal("code_refused", await device.EnterAsync("00000000"));

    private async Task CommandAsync()
    {
        var unlock = await SendAsync(CommandNames.Unlock, TimeSpan.FromSeconds(10));
        await AnsweredAsync(unlock, CommandStatus.Done);
        Assert.Equal(1, await ReadAsync<int>("SELECT count(*) FROM device_event WHERE command_id = @id AND kind = 'unlocked'", unlock.Id.Value));

        // The same once more is answered, not done.
        Assert.True(await house.Host.Get<IDeviceLink>().SendAsync(_device, unlock, Cancel));
        await AnsweredAsync(await SendAsync(CommandNames.Lock, TimeSpan.FromSeconds(10)), CommandStatus.Done);
        Assert.Equal(1, await ReadAsync<int>("SELECT count(*) FROM device_event WHERE command_id = @id", unlock.Id.Value));
    }

    private async Task ExpiredAsync()
    {
        var late = await SendAsync(CommandNames.Unlock, TimeSpan.FromSeconds(-1));
        await AnsweredAsync(late, CommandStatus.Expired);
        Assert.Equal(0, await ReadAsync<int>("SELECT count(*) FROM device_event WHERE command_id = @id", late.Id.Value));
    }

    private async Task RefusedAsync(IContractDevice device)
    {
        var line = Connections.Find(_device);
        var before = line?.Meter.Refused;

        await device.BeatWronglyAsync();

        await Until.TrueAsync("a refusal is counted", () => Task.FromResult(line?.Meter.Refused > before), Cancel);
        Assert.Same(line, Connections.Find(_device));
    }

    private async Task ReconnectAsync(IContractDevice device)
    {
        var line = Connections.Find(_device);
        line?.Cut();

        await Until.TrueAsync("another line", () => Task.FromResult(Connections.Find(_device) is { IsConfirmed: true } other && other != line), Cancel);
        await ReportOneMoreAsync(device);
    }

    private async Task ReplacedAsync(IContractDevice device)
    {
        var gateway = new UriBuilder(house.Host.Address) { Scheme = "ws", Path = GatewayPaths.Hub }.Uri;
        var token = await device.TokenAsync();
        await using var copy = await HubSocket.ConnectAsync(gateway, options => options.SetRequestHeader("Authorization", "Bearer " + token), Cancel);

        // It speaks on a line that a newer one has overtaken; then it takes its place back.
        await ReportOneMoreAsync(device);

        Assert.Equal(1, await ReadAsync<int>("SELECT count(*) FROM alert WHERE device_id = @id AND kind = 'key_used_twice'", _device.Value));
    }

    private async Task ReleasedAsync(IContractDevice device)
    {
        Assert.Equal(
            AccessOutcome.Done, await house.Host.Get<DeviceReleases>().ReleaseAsync(house.Owner.Account, isFresh: true, _device, Cancel));
        Assert.Equal(Disconnecting.Released, await device.DismissedAsync());
    }

    private async Task ReportOneMoreAsync(IContractDevice device)
    {
        var (count, highest, _) = await NumbersAsync();
        Assert.Equal(new EventNumber(1, highest + 1), await device.ReportAsync(EventKinds.Locked));
        Assert.Equal((count + 1, highest + 1, highest + 1), await NumbersAsync());
    }

    private async Task<DeviceCommand> SendAsync(string name, TimeSpan life)
    {
        var now = TimeProvider.System.GetUtcNow();
        var command = new DeviceCommand(PortalId.New<CommandId>(now), name, now + life, name == CommandNames.Unlock ? 10 : null);
        await house.Host.Get<Database>().WriteAsync(
            tx =>
            {
                CommandStore.Add(tx, _device, command, opening: null, now);
                return true;
            },
            Cancel);
        Assert.True(await house.Host.Get<IDeviceLink>().SendAsync(_device, command, Cancel));
        return command;
    }

    private Task AnsweredAsync(DeviceCommand command, string status) => Until.TrueAsync(
        $"{command.Name} is answered with {status}",
        async () => await ReadAsync<string>("SELECT status FROM command WHERE id = @id", command.Id.Value) == status,
        Cancel);

    /// <summary>How many events are stored, the highest number, and up to where there is no gap.</summary>
    private Task<(int Count, long Highest, long Contiguous)> NumbersAsync() => ReadAsync<(int, long, long)>(
        """
        SELECT (SELECT count(*) FROM device_event WHERE device_event.device_id = device_state.device_id), highest_seq, contiguous_seq
        FROM device_state WHERE device_id = @id
        """,
        _device.Value);

    private Task<T> ReadAsync<T>(string sql, string id) =>
        house.Host.Get<Database>().ReadAsync(connection => connection.QuerySingle<T>(sql, new { id }), Cancel);
}
