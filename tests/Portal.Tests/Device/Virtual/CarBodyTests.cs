using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Virtual;

public sealed class CarBodyTests
{
    private static readonly DateTimeOffset Now = ManualTime.Start;
    private static readonly BodyState Locked = new() { Serial = "V1", Bolt = Bolt.Thrown, Lat = 52, Lon = 13 };
    private static readonly BodyState Unlocked = Locked with { Bolt = Bolt.Drawn };

    private readonly CarBody _body = new(new BodyTiming());

    [Fact]
    public void Obey_UnlockAndNobodyOpens_LocksAgainByItself()
    {
        var unlocked = _body.Obey(Locked, Order(CommandNames.Unlock), Now);
        Assert.Equal(EventKinds.Unlocked, Assert.Single(unlocked.Reports).Kind);
        Assert.Equal(Now.AddSeconds(10), _body.NextDue(unlocked.Next));

        var locked = _body.Pass(unlocked.Next, Now.AddSeconds(10));

        Assert.Equal(EventKinds.Locked, Assert.Single(locked.Reports).Kind);
    }

    [Fact]
    public void CloseByHand_Trunk_StaysUnlockedUntilItIsToldToLock()
    {
        var open = _body.OpenByHand(Unlocked, Now).Next;

        var shut = _body.CloseByHand(open, Now);

        Assert.Equal(EventKinds.DoorClosed, Assert.Single(shut.Reports).Kind);
        Assert.Null(_body.NextDue(shut.Next));
        Assert.Equal(EventKinds.Locked, Assert.Single(_body.Obey(shut.Next, Order(CommandNames.Lock), Now).Reports).Kind);
    }

    [Fact]
    public void Obey_UnlockWhileItDrives_IsRefused() =>
        Assert.Equal("moving", _body.Obey(Locked with { IsMoving = true }, Order(CommandNames.Unlock), Now).Error);

    [Fact]
    public void Obey_LockWithADoorOpen_IsRefused()
    {
        var open = _body.MoveCabin(Unlocked, isOpen: true);

        Assert.Equal(CarBody.CabinOpened, Assert.Single(open.Reports).Kind);
        Assert.Equal("cabin_open", _body.Obey(open.Next, Order(CommandNames.Lock), Now).Error);
        var shut = _body.MoveCabin(open.Next, isOpen: false);
        Assert.Null(_body.Obey(shut.Next, Order(CommandNames.Lock), Now).Error);
    }

    [Fact]
    public void MoveCabin_Locked_IsRefused() => Assert.Equal("locked", _body.MoveCabin(Locked, isOpen: true).Error);

    [Fact]
    public void Force_LockedTrunk_IsSaidAsSuch() =>
        Assert.Equal(EventKinds.DoorForcedOpen, Assert.Single(_body.Force(Locked).Reports).Kind);

    private static DeviceOrder Order(string name) => new()
    {
        CommandId = "cmd_1", Name = name, Source = EventSources.Remote, OpenFor = TimeSpan.FromSeconds(10), ExpiresAt = Now.AddSeconds(10),
    };
}
