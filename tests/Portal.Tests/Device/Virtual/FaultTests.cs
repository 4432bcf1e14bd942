using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;

namespace Portal.Tests.Device.Virtual;

/// <summary>What can go wrong with a device, as a portal hears it.</summary>
public sealed class FaultTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S05_Dead_CommandIsNeitherObeyedNorAnswered()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.SmartLock);
        await bench.Device.DieAsync(isDead: true, Cancelled);

        await bench.SendAsync(CommandNames.Unlock);
        Assert.IsType<CodeAnswer.NoAnswer>(await bench.Device.EnterCodeAsync("12345678", Cancelled));

        // Messages are heard one after the other: with this one, the command was.
        await bench.Gateway.ConfirmAsync(epoch: 2);
        await bench.NewsAsync<DeviceNews.Confirmed>(confirmed => confirmed.Epoch == 2);
        await bench.Device.DieAsync(isDead: false, Cancelled);
        await bench.SendAsync(CommandNames.Lock);

        var answered = await bench.Gateway.NextAsync<CommandResult>();
        Assert.Equal("cmd_" + CommandNames.Lock, answered.CommandId);
        Assert.DoesNotContain(bench.Gateway.Stored, known => known.Kind == EventKinds.Unlocked);
    }

    [Fact]
    public async Task Lie_DoorOpens_GoesOnSayingClosedUntilItIsHonest()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.SmartLock);
        await bench.Device.LieAsync(isLying: true, Cancelled);

        await bench.Device.UnlockByKeyAsync(Cancelled);
        Assert.Null((await bench.Device.OpenLidAsync(Cancelled)).Error);
        Assert.Equal(DoorWords.Closed, (await bench.Device.ReadStatusAsync(Cancelled)).Door);
        await bench.NewsAsync<DeviceNews.Kept>(kept => kept.Event.Kind == EventKinds.Unlocked);
        await bench.Device.LieAsync(isLying: false, Cancelled);

        var next = await bench.NewsAsync<DeviceNews.Kept>();
        Assert.Equal((EventKinds.DoorOpened, "{}"), (next.Event.Kind, next.Event.Data));
    }

    [Fact]
    public async Task S07_ClockAhead_CommandHasExpiredAndEventsAreFromTheFuture()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.SmartLock);
        await bench.Device.SetClockWrongAsync(TimeSpan.FromMinutes(5), ppm: 0, Cancelled);

        await bench.SendAsync(CommandNames.Unlock);

        Assert.Equal(CommandStatus.Expired, (await bench.Gateway.NextAsync<CommandResult>()).Status);
        await bench.Device.UnlockByKeyAsync(Cancelled);
        var kept = await bench.NewsAsync<DeviceNews.Kept>(kept => kept.Event.Kind == EventKinds.Unlocked);
        Assert.Equal(WireTime.Format(bench.Time.GetUtcNow().AddMinutes(5)), kept.Event.At);
    }

    [Fact]
    public async Task Clock_Drifts_IsNotPutRightByThePortalAndStaysSoAfterARestart()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.SmartLock);
        await bench.Device.SetClockWrongAsync(TimeSpan.Zero, ppm: 10_000, Cancelled);
        await bench.RestartAsync();
        await bench.NewsAsync<DeviceNews.Beat>();

        bench.Time.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal(TimeSpan.FromSeconds(1), bench.Device.Clock.Now - bench.Time.GetUtcNow());
    }

    [Fact]
    public async Task Underground_NoLineAndNoNewPlace_BackInTheDaylightBoth()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.KeyBox);
        await bench.Gateway.StoredAsync(4);
        await bench.Device.GoUndergroundAsync(isUnderground: true, Cancelled);
        await bench.NewsAsync<DeviceNews.Disconnected>();

        await bench.Device.MoveAsync(52, 13, isMoving: false, Cancelled);
        var below = (await bench.Device.ReadStatusAsync(Cancelled)).Position;
        await bench.Device.GoUndergroundAsync(isUnderground: false, Cancelled);

        Assert.Equal(48.13743, below?.Lat);
        var kept = await bench.NewsAsync<DeviceNews.Kept>(kept => kept.Event.Kind == EventKinds.Position && kept.Event.Data.Contains("\"lat\":52,", StringComparison.Ordinal));
        Assert.Equal(5, kept.Event.Seq);
        Assert.False(bench.Device.IsCut);
    }

    [Fact]
    public async Task Underground_KilledThere_ComesBackUnderground()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.KeyBox);
        await bench.Device.GoUndergroundAsync(isUnderground: true, Cancelled);

        await bench.RestartAsync();

        Assert.True(bench.Device.IsCut);
    }

    [Fact]
    public async Task Battery_Empty_IsSilent()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.SmartLock);
        await bench.Device.SetBatteryAsync(0, Cancelled);

        await bench.NewsAsync<DeviceNews.Disconnected>();
        Assert.True(bench.Device.IsCut);
        await bench.Device.SetBatteryAsync(80, Cancelled);
        Assert.False(bench.Device.IsCut);
    }

    [Fact]
    public async Task S21_Copied_ASecondLineWithTheSameKey()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.SmartLock);
        var first = await bench.Gateway.NextAsync<TestGateway.Token>();

        Assert.Null((await bench.Device.BeCopiedAsync(Cancelled)).Error);

        var second = await bench.Gateway.NextAsync<TestGateway.Token>();
        Assert.Equal(first.Claims.GetProperty("sub").GetString(), second.Claims.GetProperty("sub").GetString());
        Assert.NotEqual(first.Claims.GetProperty("jti").GetString(), second.Claims.GetProperty("jti").GetString());
        Assert.True(bench.Device.IsConnected);
    }

    [Fact]
    public async Task Garage_KilledOnItsWay_ComesBackHalfOpenAndSaysSo()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.GarageOpener);
        await bench.Device.OpenLidAsync(Cancelled);
        await bench.NewsAsync<DeviceNews.Kept>(kept => kept.Event.Kind == EventKinds.DoorOpening);

        await bench.RestartAsync();

        await bench.NewsAsync<DeviceNews.Kept>(kept => kept.Event.Kind == EventKinds.DoorAjar);
        Assert.Equal(DoorWords.Ajar, (await bench.Device.ReadStatusAsync(Cancelled)).Door);
    }

    [Fact]
    public async Task Car_Drives_SaysOnTheWayWhereItIs()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.ConnectedCar);
        await bench.Gateway.StoredAsync(3);
        await bench.Device.DriveAsync([new GeoPoint(48.14743, 11.57549)], kilometresPerHour: 72, Cancelled);

        await bench.Time.TimerSetAsync(TimeSpan.FromSeconds(5), Cancelled);
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        var said = await bench.Gateway.StoredAsync(5);

        // 100 m of the 1,112 m.
        Assert.Contains("\"lat\":48.1383", said[^1].Data, StringComparison.Ordinal);
        Assert.EndsWith("\"moving\":true}", said[^1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doorbell_Pressed_SaysSoAndSendsAPicture()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.Doorbell);

        Assert.Null((await bench.Device.PressAsync(Cancelled)).Error);

        // The picture goes its own way and may come before the report: what waits for the report would pass it over.
        var picture = await bench.Gateway.NextAsync<TestGateway.Picture>();
        Assert.Equal(bench.Gateway.DeviceId, picture.Device);
        Assert.Equal("PNG"u8, picture.Image.AsSpan(1, 3));
        Assert.Equal(EventKinds.Press, Assert.Single(await bench.Gateway.StoredAsync(1)).Kind);
    }

    [Fact]
    public async Task Doorbell_ToldToTakeAPicture_AnswersOnceItIsStored()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.Doorbell);

        await bench.SendAsync(CommandNames.Snapshot);

        await bench.Gateway.NextAsync<TestGateway.Picture>();
        Assert.Equal(CommandStatus.Done, (await bench.Gateway.NextAsync<CommandResult>()).Status);
        await bench.Device.CutNetworkAsync();
        Assert.Equal("unreachable", (await bench.Device.TakePictureAsync(Cancelled)).Error);
    }

    [Fact]
    public async Task Camera_Frozen_SendsTheSamePictureAgain()
    {
        await using var bench = await VirtualBench.StartAsync(DeviceProfile.Doorbell);
        await bench.Device.FreezeCameraAsync(isFrozen: true, Cancelled);

        await bench.Device.TakePictureAsync(Cancelled);
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        await bench.Device.TakePictureAsync(Cancelled);
        await bench.Device.FreezeCameraAsync(isFrozen: false, Cancelled);
        await bench.Device.TakePictureAsync(Cancelled);

        var first = await bench.Gateway.NextAsync<TestGateway.Picture>();
        Assert.Equal(first.Image, (await bench.Gateway.NextAsync<TestGateway.Picture>()).Image);
        Assert.NotEqual(first.Image, (await bench.Gateway.NextAsync<TestGateway.Picture>()).Image);
    }
}
