using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Tests.Support;

namespace Portal.Tests.Access;

/// <summary>The table of alerts of product.md, word by word; what follows from it is in AlertTests.</summary>
public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Now = ManualTime.Start;

    [Theory]
    [InlineData("tamper", AlertKind.Tamper)]
    [InlineData("lock_jammed", AlertKind.Jammed)]
    [InlineData("door_obstructed", AlertKind.Obstructed)]
    [InlineData("door_forced_open", AlertKind.ForcedOpen)]
    [InlineData("wrong_code_limit", AlertKind.WrongCodeLimit)]
    public void RaisedBy_AWordThatIsAnAlarmInItself_IsRaisedInAnOpeningOfOursToo(string said, AlertKind kind)
    {
        Assert.Equal(kind, RaisedBy(Door(), said, isOurs: false));
        Assert.Equal(kind, RaisedBy(Door(), said, isOurs: true));
    }

    [Theory]
    [InlineData("locked")]
    [InlineData("unlocked")]
    [InlineData("door_closed")]
    [InlineData("door_opening")]
    [InlineData("tamper_cleared")]
    [InlineData("started")]
    public void RaisedBy_AnOrdinaryWord_IsNothing(string said) => Assert.Null(RaisedBy(Door(), said, isOurs: false));

    [Fact]
    public void RaisedBy_AKeyBoxThatIsUnlocked_OnlyWithoutUs()
    {
        Assert.Equal(AlertKind.ForcedOpen, RaisedBy(Trunk(), "unlocked", isOurs: false));
        Assert.Null(RaisedBy(Trunk(), "unlocked", isOurs: true));
    }

    /// <summary>A house door cannot open while its bolt is thrown; a car's trunk has a key of its own.</summary>
    [Theory]
    [InlineData(AccessPointKind.Door, "door_opened", true)]
    [InlineData(AccessPointKind.Door, "door_opened/manual", true)]
    [InlineData(AccessPointKind.Trunk, "door_opened", true)]
    [InlineData(AccessPointKind.Trunk, "door_opened/remote", true)]
    [InlineData(AccessPointKind.Trunk, "door_opened/manual", false)]
    [InlineData(AccessPointKind.Trunk, "door_opened/key", false)]
    [InlineData(AccessPointKind.Trunk, "door_opened/auto", false)]
    public void RaisedBy_OpenedThoughFreshlyLocked_IsForced(AccessPointKind kind, string said, bool isForced)
    {
        var device = kind == AccessPointKind.Door ? Door() : Trunk();
        Assert.Equal(isForced ? AlertKind.ForcedOpen : null, RaisedBy(device, said, isOurs: false));
        Assert.Null(RaisedBy(device, said, isOurs: true));
    }

    [Fact]
    public void RaisedBy_OpenedWhileTheBoltIsNotFreshlyLocked_IsNotForced()
    {
        Assert.Null(RaisedBy(Door(), "door_opened", isOurs: false, Facts(LockState.Unlocked)));
        Assert.Null(RaisedBy(Door(), "door_opened", isOurs: false, Facts(LockState.Locked) with { LockUntil = Now }));
    }

    [Fact]
    public void RaisedBy_ADriveWithoutABolt_IsNeverForcedByItsContact() =>
        Assert.Null(RaisedBy(Door() with { Profile = "garage-opener", Kind = AccessPointKind.Garage }, "door_opened", isOurs: false));

    [Theory]
    [InlineData(0, true)]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(null, false)]
    public void RaisedBy_ABattery_OnlyWhenLow(int? percent, bool isLow)
    {
        Assert.Equal(isLow, AlertRules.IsLow(percent));
        var said = Received(Said("battery") with { BatteryPercent = percent }, Facts(LockState.Locked));
        Assert.Equal(isLow ? AlertKind.LowBattery : null, AlertRules.RaisedBy(Door(), said, isOurs: false, Now));
    }

    [Theory]
    [InlineData("tamper_cleared", LockState.Locked, DoorState.Closed, new[] { AlertKind.Tamper })]
    [InlineData("unlocked", LockState.Unlocked, DoorState.Closed, new[] { AlertKind.Jammed })]
    [InlineData("locked", LockState.Locked, DoorState.Closed, new[] { AlertKind.Jammed, AlertKind.NotRelocked })]
    [InlineData("locked", LockState.Locked, DoorState.Open, new[] { AlertKind.Jammed })]
    [InlineData("door_closed", LockState.Locked, DoorState.Closed, new[] { AlertKind.Obstructed, AlertKind.LeftOpen, AlertKind.NotRelocked })]
    [InlineData("door_closed", LockState.Unlocked, DoorState.Closed, new[] { AlertKind.Obstructed, AlertKind.LeftOpen })]
    [InlineData("door_opened", LockState.Unlocked, DoorState.Open, new AlertKind[0])]
    public void EndedBy_AWord_EndsWhatItShowsToBeOver(string said, LockState bolt, DoorState door, AlertKind[] kinds)
    {
        var facts = Facts(bolt) with { Door = door };
        Assert.Equal(kinds, AlertRules.EndedBy(Door() with { Facts = facts }, Received(Said(said), facts)));
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    [InlineData(21, true)]
    [InlineData(null, false)]
    public void EndedBy_ABattery_OnlyWhenThereIsEnoughAgain(int? percent, bool isEnough) =>
        Assert.Equal(
            isEnough ? [AlertKind.LowBattery] : [],
            AlertRules.EndedBy(Door(), Received(Said("battery") with { BatteryPercent = percent }, Facts(LockState.Locked))));

    [Theory]
    [InlineData(19, 20, true)]
    [InlineData(10, 90, true)]
    [InlineData(19, 19, false)]
    [InlineData(20, 20, false)]
    [InlineData(20, 21, false)]
    [InlineData(90, 10, false)]
    [InlineData(null, 90, false)]
    [InlineData(10, null, false)]
    public void IsEnoughAgain_OnlyWhenItRisesOverTheMark(int? before, int? now, bool isEnough) =>
        Assert.Equal(isEnough, AlertRules.IsEnoughAgain(before, now));

    [Theory]
    [InlineData(120_000, false)]
    [InlineData(120_001, true)]
    [InlineData(-120_000, false)]
    [InlineData(-120_001, true)]
    public void S20_IsClockOff_ByMoreThanTwoMinutesEitherWay(int milliseconds, bool isOff) =>
        Assert.Equal(isOff, AlertRules.IsClockOff(Now.AddMilliseconds(milliseconds), Now));

    [Fact]
    public void IsAway_ACar_DrivesOrStandsOutsideItsZone()
    {
        var metres = GeoDistance.Metres(52.5, 13.4, 52.51, 13.4);
        var place = new PlaceFacts { Kind = AccessPointKind.Trunk, At = new GeoPosition(52.5, 13.4, 5, Now), ReachM = 150 };
        Assert.False(AlertRules.IsAway(place));
        Assert.True(AlertRules.IsAway(place with { Moving = true }));
        Assert.False(AlertRules.IsAway(place with { Zone = new GeoZone(52.51, 13.4, metres) }));
        Assert.True(AlertRules.IsAway(place with { Zone = new GeoZone(52.51, 13.4, metres - 0.1) }));
        Assert.False(AlertRules.IsAway(place with { Zone = new GeoZone(52.51, 13.4, 0), At = null }));
    }

    [Theory]
    [InlineData(AlertKind.ForcedOpen, true, true)]
    [InlineData(AlertKind.Tamper, true, true)]
    [InlineData(AlertKind.LeftOpen, true, true)]
    [InlineData(AlertKind.DeviceSilent, false, true)]
    [InlineData(AlertKind.Jammed, false, true)]
    [InlineData(AlertKind.Obstructed, false, true)]
    [InlineData(AlertKind.NotRelocked, false, false)]
    [InlineData(AlertKind.LowBattery, false, false)]
    [InlineData(AlertKind.ClockSkew, false, false)]
    [InlineData(AlertKind.WrongCodeLimit, false, false)]
    [InlineData(AlertKind.CarMoved, false, false)]
    [InlineData(AlertKind.GrantReplayed, false, false)]
    [InlineData(AlertKind.KeyUsedTwice, false, false)]
    public void IsUrgent_EachKind_AtAnyTimeAndInAnOpening(AlertKind kind, bool always, bool inOpening)
    {
        Assert.Equal(always, AlertRules.IsUrgent(kind, inOpening: false));
        Assert.Equal(inOpening, AlertRules.IsUrgent(kind, inOpening: true));
    }

    [Fact]
    public void EndsWhenTaken_WhatHappenedOnce_AndNothingElse() =>
        Assert.Equal(
            [AlertKind.KeyUsedTwice, AlertKind.GrantReplayed, AlertKind.WrongCodeLimit],
            Enum.GetValues<AlertKind>().Where(AlertRules.EndsWhenTaken).Order());

    private static AlertKind? RaisedBy(DeviceContext device, string said, bool isOurs, DeviceFacts? before = null) =>
        AlertRules.RaisedBy(device, Received(Said(said), before ?? Facts(LockState.Locked)), isOurs, Now);

    private static ReceivedEvent Received(Portal.Access.DeviceEvent said, DeviceFacts before) =>
        new(said, said.At, Late: false, ClockSuspect: false, before);

    private static Portal.Access.DeviceEvent Said(string kind) => SomeEvent.Of(3, kind, Now);

    private static DeviceFacts Facts(LockState bolt) => new()
    {
        IntervalSeconds = 15,
        Lock = bolt,
        LockUntil = Now.AddSeconds(10),
        Door = DoorState.Closed,
        DoorUntil = Now.AddSeconds(10),
    };

    private static DeviceContext Trunk() => Door() with { Kind = AccessPointKind.Trunk, Profile = "key-box" };

    private static DeviceContext Door() => new()
    {
        Device = PortalId.New<DeviceId>(Now),
        AccessPoint = PortalId.New<AccessPointId>(Now),
        Household = PortalId.New<HouseholdId>(Now),
        Kind = AccessPointKind.Door,
        Profile = "smart-lock",
        AskedHeartbeatSeconds = 15,
        LeftOpenAfter = TimeSpan.FromMinutes(2),
        NotRelockedAfter = TimeSpan.FromMinutes(1),
        Facts = Facts(LockState.Locked),
        Silent = false,
        HighestSeq = 2,
        ContiguousSeq = 2,
        Epoch = 1,
    };
}
