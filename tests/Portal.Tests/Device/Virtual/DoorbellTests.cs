using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Storage;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>The doorbell and the real portal: its pictures are taken in.</summary>
public sealed class DoorbellTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S38_Pressed_ThePictureIsStored()
    {
        using var folder = new TestFolder();
        using var off = new CancellationTokenSource();
        await using var bell = new VirtualDevice(new VirtualDeviceOptions { Directory = folder.Path, Profile = DeviceProfile.Doorbell });
        var point = await house.AddCarAsync(Cancel);
        var code = await house.Host.AskPairingCodeAsync(house.Owner.Account, point, Cancel);
        Assert.IsType<PairingResult.Claimed>(await bell.PairAsync(house.Host.Address, code, Cancel));
        var device = DeviceId.From(bell.DeviceId ?? "");
        var running = bell.RunAsync(off.Token);
        Assert.Equal(AccessOutcome.Done, await house.Host.Get<Pairings>().AnswerAsync(house.Owner.Account, device, same: true, Cancel));
        await Until.TrueAsync("the bell knows that it is confirmed", () => Task.FromResult(bell.IsConfirmed), Cancel);

        Assert.Null((await bell.PressAsync(Cancel)).Error);
        Assert.Null((await bell.TakePictureAsync(Cancel)).Error);

        Assert.Equal(2, await house.Host.Get<Database>().ReadAsync(
            connection => connection.ExecuteScalar<int>("SELECT count(*) FROM snapshot WHERE device_id = @device", new { device }), Cancel));
        await off.CancelAsync();
        await running;
    }
}
