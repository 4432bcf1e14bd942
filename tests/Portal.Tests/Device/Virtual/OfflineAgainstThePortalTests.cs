using System.Diagnostics;
using Portal.Client.Access;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>A partition between a virtual device and the real portal: one opening on either side of it, and one in the ledger (S10).</summary>
public sealed class OfflineAgainstThePortalTests(OneHouse house) : IClassFixture<OneHouse>, IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task S10_Partition_OneOpeningOnBothSidesAndTheSameCodeIsDeniedAfterwards()
    {
        var car = await house.AddCarAsync(Cancel);
        await using var device = new VirtualDevice(new VirtualDeviceOptions
        {
            Directory = _folder.Path, Profile = DeviceProfile.KeyBox, Timing = new BodyTiming { LockAfterClose = TimeSpan.FromMilliseconds(50) },
        });
        using var off = new CancellationTokenSource();
        Assert.IsType<PairingResult.Claimed>(await device.PairAsync(
            house.Host.Address, await house.Host.AskPairingCodeAsync(house.Owner.Account, car, Cancel), Cancel));
        var running = device.RunAsync(off.Token);
        var grant = await ReadyAsync(car, device.DeviceId ?? "");

        await Until.TrueAsync("the portal has told the time", () => Task.FromResult(device.Clock.IsTrusted), Cancel);
        await device.CutNetworkAsync();
        Assert.Equal(CommandStatus.Done, Assert.IsType<CodeAnswer.GrantedOffline>(await device.EnterCodeAsync(grant.Code, Cancel)).Status);
        Assert.Null((await device.OpenLidAsync(Cancel)).Error);
        Assert.Null((await device.CloseLidAsync(Cancel)).Error);
        await Until.TrueAsync("it has locked itself", async () => (await device.ReadStatusAsync(Cancel)).Lock == LockWords.Locked, Cancel);
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await device.EnterCodeAsync(grant.Code, Cancel));
        await device.RestoreNetworkAsync();

        await grant.CompletedAsync();
        Assert.Equal(new CodeAnswer.Denied("already_used"), await device.EnterCodeAsync(grant.Code, Cancel));
        Assert.Equal(["secured"], await grant.OpeningsAsync());
        await off.CancelAsync();
        await running;
    }

    [Fact]
    public async Task S10_KilledRightAfterConsumedWasStored_IsLockedAndSpent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A named pipe holds the device at the right moment.");
        var car = await house.AddCarAsync(Cancel);
        GrantInHand grant;
        using (var first = Start("--pair", await house.Host.AskPairingCodeAsync(house.Owner.Account, car, Cancel)))
        {
            grant = await ReadyAsync(car, (await first.LineAsync("device id=")).Split('=', ' ')[2]);
            await first.LineAsync("heartbeat ");
            first.Type("cut");
            await first.LineAsync("disconnected ");

            // What notes the order before the bolt moves waits for a reader of this pipe, who never comes.
            using (var mkfifo = Process.Start("mkfifo", [_folder["commands.json.new"]]))
                await mkfifo.WaitForExitAsync(Cancel);
            first.Type("code " + grant.Code);
            await first.LineAsync("event epoch=1 seq=");
            await Until.TrueAsync("it was noted as consumed", async () => (await ReadAsync("consumed.json")).Contains("gra_", StringComparison.Ordinal), Cancel);
            Assert.Contains("\"bolt\":\"Thrown\"", await ReadAsync("body.json"), StringComparison.Ordinal);
            first.Kill9();
        }

        File.Delete(_folder["commands.json.new"]);
        using var second = Start();
        await second.LineAsync("heartbeat lock=locked door=closed");
        await Until.TrueAsync("the portal knows", async () => await grant.StateAsync() is not "approved", Cancel);
        second.Type("code " + grant.Code);
        // 'already_used' where the portal answers within 3 s; by itself the device says no more than that it does not open.
        await second.LineAsync("code verdict=");
        second.Type("cut");
        await second.LineAsync("disconnected ");
        second.Type("code " + grant.Code);
        await second.LineAsync("code verdict=");
        Assert.DoesNotContain(
            second.Printed,
            line => line.Contains("kind=unlocked", StringComparison.Ordinal) || line.Contains("verdict=granted", StringComparison.Ordinal));
        Assert.Single(await grant.OpeningsAsync());
    }

    private DeviceProcess Start(params string[] arguments) =>
        new([.. arguments, "--portal", house.Host.Address.GetLeftPart(UriPartial.Authority), "--state", _folder.Path]);

    private Task<GrantInHand> ReadyAsync(AccessPointId car, string device) => GrantInHand.MakeAsync(house.Host, house.Owner.Account, car, device);

    private async Task<string> ReadAsync(string file) => File.Exists(_folder[file]) ? await File.ReadAllTextAsync(_folder[file], Cancel) : "";
}
