using System.Diagnostics;
using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Storage;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

/// <summary>A partition between a virtual device and the real portal: one opening on either side of it, and one in the ledger (S10).</summary>
public sealed class OfflineAgainstThePortalTests(OneHouse house) : IClassFixture<OneHouse>, IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Database Database => house.Host.Get<Database>();

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
        var (delivery, code) = await ReadyAsync(car, device.DeviceId ?? "");

        await Until.TrueAsync("the portal has told the time", () => Task.FromResult(device.Clock.IsTrusted), Cancel);
        await device.CutNetworkAsync();
        Assert.Equal(CommandStatus.Done, Assert.IsType<CodeAnswer.GrantedOffline>(await device.EnterCodeAsync(code, Cancel)).Status);
        Assert.Null((await device.OpenLidAsync(Cancel)).Error);
        Assert.Null((await device.CloseLidAsync(Cancel)).Error);
        await Until.TrueAsync("it has locked itself", async () => (await device.ReadStatusAsync(Cancel)).Lock == LockWords.Locked, Cancel);
        Assert.Equal(new CodeAnswer.Denied("code_refused"), await device.EnterCodeAsync(code, Cancel));
        await device.RestoreNetworkAsync();

        await Until.TrueAsync("the delivery is completed", async () => await StateAsync(delivery) == "completed", Cancel);
        Assert.Equal(new CodeAnswer.Denied("already_used"), await device.EnterCodeAsync(code, Cancel));
        Assert.Equal(["secured"], await OpeningsAsync(delivery));
        await off.CancelAsync();
        await running;
    }

    [Fact]
    public async Task S10_KilledRightAfterConsumedWasStored_IsLockedAndSpent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A named pipe holds the device at the right moment.");
        var car = await house.AddCarAsync(Cancel);
        DeliveryId delivery;
        string code;
        using (var first = Start("--pair", await house.Host.AskPairingCodeAsync(house.Owner.Account, car, Cancel)))
        {
            (delivery, code) = await ReadyAsync(car, (await first.LineAsync("device id=")).Split('=', ' ')[2]);
            await first.LineAsync("heartbeat ");
            first.Type("cut");
            await first.LineAsync("disconnected ");

            // What notes the order before the bolt moves waits for a reader of this pipe, who never comes.
            using (var mkfifo = Process.Start("mkfifo", [_folder["commands.json.new"]]))
                await mkfifo.WaitForExitAsync(Cancel);
            first.Type("code " + code);
            await first.LineAsync("event epoch=1 seq=");
            await Until.TrueAsync("it was noted as consumed", async () => (await ReadAsync("consumed.json")).Contains("gra_", StringComparison.Ordinal), Cancel);
            Assert.Contains("\"bolt\":\"Thrown\"", await ReadAsync("body.json"), StringComparison.Ordinal);
            first.Kill9();
        }

        File.Delete(_folder["commands.json.new"]);
        using var second = Start();
        await second.LineAsync("heartbeat lock=locked door=closed");
        await Until.TrueAsync("the portal knows", async () => await StateAsync(delivery) is not "approved", Cancel);
        second.Type("code " + code);
        // 'already_used' where the portal answers within 3 s; by itself the device says no more than that it does not open.
        await second.LineAsync("code verdict=");
        second.Type("cut");
        await second.LineAsync("disconnected ");
        second.Type("code " + code);
        await second.LineAsync("code verdict=");
        Assert.DoesNotContain(
            second.Printed,
            line => line.Contains("kind=unlocked", StringComparison.Ordinal) || line.Contains("verdict=granted", StringComparison.Ordinal));
        Assert.Single(await OpeningsAsync(delivery));
    }

    private DeviceProcess Start(params string[] arguments) =>
        new([.. arguments, "--portal", house.Host.Address.GetLeftPart(UriPartial.Authority), "--state", _folder.Path]);

    /// <summary>Paired, switched on, and with a grant that the device holds.</summary>
    private async Task<(DeliveryId Delivery, string Code)> ReadyAsync(AccessPointId car, string device)
    {
        var owner = house.Owner.Account;
        Assert.Equal(AccessOutcome.Done, await house.Host.Get<Pairings>().AnswerAsync(owner, DeviceId.From(device), same: true, Cancel));
        Assert.Equal(AccessOutcome.Done, await house.Host.Get<OfflineSettings>().SetAsync(owner, isFresh: true, car, OfflineMode.Synced, Cancel));
        var now = TimeProvider.System.GetUtcNow();
        var draft = new HandMadeDraft { AccessPoint = car, Description = "The florist", Start = now, End = now.AddHours(1) };
        var delivery = (await house.Host.Get<HandMadeDeliveries>().MakeAsync(owner, draft, Cancel)).Made ?? throw new InvalidOperationException("Refused.");
        var proof = await Database.ReadAsync(connection => house.Host.Get<Grants>().Prove(connection, delivery), Cancel)
            ?? throw new InvalidOperationException("No code.");
        await Until.TrueAsync(
            "the device holds the grant",
            () => Database.ReadAsync(connection => OfflineStore.HoldsWhatItNeeds(connection, DeviceId.From(device), proof.Grant.Value), Cancel),
            Cancel);
        return (delivery, proof.Code);
    }

    private Task<string> StateAsync(DeliveryId delivery) => Database.ReadAsync(
        connection => connection.QuerySingle<string>("SELECT state FROM delivery WHERE id = @delivery", new { delivery }), Cancel);

    private Task<IReadOnlyList<string>> OpeningsAsync(DeliveryId delivery) => Database.ReadAsync<IReadOnlyList<string>>(
        connection => connection.Query<string>(
            "SELECT opening.state FROM opening JOIN access_grant ON access_grant.id = opening.grant_id WHERE access_grant.delivery_id = @delivery",
            new { delivery }).AsList(),
        Cancel);

    private async Task<string> ReadAsync(string file) => File.Exists(_folder[file]) ? await File.ReadAllTextAsync(_folder[file], Cancel) : "";
}
