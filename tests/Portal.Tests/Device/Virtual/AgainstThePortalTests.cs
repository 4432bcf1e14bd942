using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>The two halves as they are shipped: a virtual device and the real portal, over a real socket.</summary>
public sealed class AgainstThePortalTests(OneHouse house) : IClassFixture<OneHouse>, IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly CancellationTokenSource _off = new();
    private AccessPointId _car;
    private VirtualDevice _device = null!; // set in InitializeAsync, before any test
    private Task<string?> _running = Task.FromResult<string?>(null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _car = await house.AddCarAsync(Cancel);
        _device = new VirtualDevice(new VirtualDeviceOptions
        {
            Directory = _folder.Path,
            Profile = DeviceProfile.KeyBox,
            Timing = new BodyTiming { LockAfterClose = TimeSpan.FromMilliseconds(50) },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _off.CancelAsync();
        await _running;
        await _device.DisposeAsync();
        _folder.Dispose();
        _off.Dispose();
    }

    [Fact]
    public async Task Pairing_BothSides_SeeTheSameNumber()
    {
        await ClaimAsync();

        var pairing = await house.Host.Get<Pairings>().FindAsync(house.Owner.Account, _car, Cancel);

        Assert.Equal(_device.CheckNumber, pairing?.Claimed?.CheckNumber);
        Assert.Equal(_device.Serial, pairing?.Claimed?.Serial);
    }

    [Fact]
    public async Task Pairing_Refused_DismissesTheDevice()
    {
        await ClaimAsync();
        _running = _device.RunAsync(_off.Token);
        await Until.TrueAsync("the device is connected", () => Task.FromResult(_device.IsConnected), Cancel);

        Assert.Equal(AccessOutcome.Done, await AnswerAsync(same: false));

        Assert.Equal(Disconnecting.Refused, await _running);
        Assert.Null(_device.DeviceId);
    }

    [Fact]
    public async Task S04_OwnersUnlock_GoesThroughTheWholeOrderInTheLedger()
    {
        await PairAsync();

        Assert.Equal(
            CommandOutcome.Asked,
            await house.Host.Get<OwnerCommands>().UnlockAsync(house.Owner.Account, isFresh: true, _car, Cancel));
        await LedgerHasAsync(EventKinds.Unlocked);
        Assert.Null((await _device.OpenLidAsync(Cancel)).Error);
        Assert.Null((await _device.CloseLidAsync(Cancel)).Error);
        await LedgerHasAsync(EventKinds.Unlocked, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked);

        await Until.TrueAsync(
            "the ledger has the answer to the command",
            async () => (await EntriesAsync()).Any(
                entry => entry.Kind == EntryKinds.CommandAnswered && entry.Data.Contains("\"done\"", StringComparison.Ordinal)),
            Cancel);
        Assert.DoesNotContain(await EntriesAsync(), entry => entry.Kind == EntryKinds.StateUnknown);
    }

    [Fact]
    public async Task S23_CutInAnOpening_WhatHappenedMeanwhileArrivesOnceAndInOrder()
    {
        await PairAsync();
        await _device.UnlockByKeyAsync(Cancel);
        await _device.OpenLidAsync(Cancel);
        await LedgerHasAsync(EventKinds.Unlocked, EventKinds.DoorOpened);
        await _device.CutNetworkAsync();
        await _device.CloseLidAsync(Cancel);
        await Until.TrueAsync(
            "the box has locked itself", async () => (await _device.ReadStatusAsync(Cancel)).Lock == LockWords.Locked, Cancel);

        await _device.RestoreNetworkAsync();

        await LedgerHasAsync(EventKinds.Unlocked, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked);
    }

    [Fact]
    public async Task S12_WrongCode_IsRefusedAndOpensNothing()
    {
        await PairAsync();

        Assert.Equal(new CodeAnswer.Denied("code_refused"), await _device.EnterCodeAsync("00000000", Cancel));
        Assert.Equal(LockWords.Locked, (await _device.ReadStatusAsync(Cancel)).Lock);
    }

    private async Task ClaimAsync() => Assert.IsType<PairingResult.Claimed>(await _device.PairAsync(
        house.Host.Address, await house.Host.AskPairingCodeAsync(house.Owner.Account, _car, Cancel), Cancel));

    private async Task PairAsync()
    {
        await ClaimAsync();
        _running = _device.RunAsync(_off.Token);
        Assert.Equal(AccessOutcome.Done, await AnswerAsync(same: true));
        await Until.TrueAsync(
            "the device has said how it stands",
            async () => (await EntriesAsync()).Any(entry => entry.Kind == EventKinds.DoorClosed) && _device.Unacknowledged == 0,
            Cancel);
    }

    private Task<AccessOutcome> AnswerAsync(bool same) =>
        house.Host.Get<Pairings>().AnswerAsync(house.Owner.Account, DeviceId.From(_device.DeviceId ?? ""), same, Cancel);

    // The first pair of locked and closed is what the device said after its pairing.
    private Task LedgerHasAsync(params string[] kinds) => Until.TrueAsync(
        $"the ledger has {string.Join(", ", kinds)}",
        async () => (await EntriesAsync()).Where(entry => EventKinds.BearsState(entry.Kind)).Skip(2).Select(entry => entry.Kind).SequenceEqual(kinds),
        Cancel);

    private Task<IReadOnlyList<LedgerEntry>> EntriesAsync() => house.Host.Get<Database>().ReadAsync(
        connection => LedgerReader.Read(connection, "body.device_id = @Id ORDER BY body.position", new { Id = _device.DeviceId }), Cancel);
}
