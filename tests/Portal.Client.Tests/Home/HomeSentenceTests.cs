using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Home;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Home;

public sealed class HomeSentenceTests
{
    private static readonly AccessPointView Car = Sample.Point();
    private static readonly AccessPointView Door = Sample.Point("Front door", AccessPointKind.Door);
    private static readonly AccessPointView Garage = Sample.Point("Garage", AccessPointKind.Garage);

    [Fact]
    public void Of_OneSecured_NamesIt() =>
        Assert.Equal(
            new(SealState.Secured, "Closed and locked", "Volvo V60 heard") { HeardAt = Car.State.LastHeardAt }, Of(Car));

    [Fact]
    public void Of_AllSecured_SaysSinceWhenTheOldestWordIs() =>
        Assert.Equal(
            new(SealState.Secured, "All closed and locked", "All 2 heard") { HeardAt = Sample.Now.AddSeconds(-80) },
            Of(Car, Door with { State = Door.State with { LastHeardAt = Sample.Now.AddSeconds(-80) } }));

    [Fact]
    public void S02_SecuredButNoLongerBelieved_IsNotSaidToBeLocked()
    {
        var stale = Car with { State = Car.State with { BelievedUntil = Sample.Now } };

        var sentence = Of(stale, Door);

        Assert.Equal(SealState.Unknown, sentence.Seal);
        Assert.Equal("Volvo V60 is not known to be locked", sentence.Title);
    }

    [Fact]
    public void S01_ClosedWithTheBoltUnknown_IsNotSaidToBeLocked() =>
        Assert.Equal("Volvo V60 is not known to be locked", Of(With(Car, LockState.Unknown, DoorState.Closed), Door).Title);

    [Fact]
    public void S03_NothingHeardYet_IsUnknown() =>
        Assert.Equal("Unknown", Of(Unheard(Car), Unheard(Door)).Title);

    [Fact]
    public void Of_OneSilent_SaysWhatIsKnownOfTheOthers() =>
        Assert.Equal(
            new(SealState.Unknown, "Volvo V60 is silent", "The other two are closed and locked"),
            Of(Sample.Silent(Car), Door, Garage));

    [Fact]
    public void Of_OneSilentOneOpen_SaysBoth() =>
        Assert.Equal(
            new(SealState.Unknown, "Volvo V60 is silent", "Garage is open"),
            Of(Sample.Silent(Car), Door, With(Garage, LockState.Unknown, DoorState.Open)));

    [Fact]
    public void Of_OneOpen_NamesIt() =>
        Assert.Equal(new(SealState.Open, "Front door is open", "The other one is closed and locked"), Of(Car, With(Door, LockState.Unlocked, DoorState.Open)));

    [Fact]
    public void Of_OneUnlocked_SaysUnlocked() =>
        Assert.Equal("Front door is unlocked", Of(Car, With(Door, LockState.Unlocked, DoorState.Closed)).Title);

    [Fact]
    public void Of_NoDevice_SaysWhatIsMissing() =>
        Assert.Equal("Garage has no device yet", Of(Car, Unheard(Garage) with { Device = null }).Title);

    [Fact]
    public void Of_Paused_SaysSoAndKeepsTheStateBeneath() =>
        Assert.Equal(
            new(SealState.Paused, "Everything is paused", "All closed and locked"),
            Of(Paused(Car), Paused(Door)));

    [Fact]
    public void Of_OneOfTwoHouseholdsPaused_DoesNotSayThatEverythingIs() =>
        Assert.Equal("All closed and locked", Of(Paused(Car), Door).Title);

    private static HomeSentence Of(params AccessPointView[] points) => HomeSentence.Of(points, Sample.Now);

    private static AccessPointView Paused(AccessPointView point) => point with { HouseholdPause = new PauseView("Jonas", Sample.Now) };

    private static AccessPointView With(AccessPointView point, LockState bolt, DoorState door) =>
        point with { State = Sample.State(point.Name, bolt, door) };

    private static AccessPointView Unheard(AccessPointView point) => point with { State = Sample.Unheard(point.Name) };
}
