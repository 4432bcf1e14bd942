using Portal.Access;
using Portal.Client.Access;

namespace Portal.Tests.Access;

/// <summary>The decision, one condition at a time: everything else holds, and that one does not.</summary>
public sealed class AccessRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddMinutes(10);
    private static readonly WayIn Driver = WayIn.Driver("session");
    private static readonly WayIn Keypad = WayIn.Keypad(new DeviceId("dev_box"));

    [Fact]
    public void Decide_EverythingHolds_Grants() => Assert.True(AccessRules.Decide(Attempt()).IsGranted);

    public static TheoryData<string, string> Denials => new()
    {
        { nameof(DenialReason.KeypadLockedOut), "keypad rests" },
        { nameof(DenialReason.CodeRefused), "not proven" },
        { nameof(DenialReason.ClockUnsure), "clock jumped" },
        { nameof(DenialReason.NotReady), "no grant" },
        { nameof(DenialReason.Revoked), "revoked" },
        { nameof(DenialReason.AlreadyUsed), "spent" },
        { nameof(DenialReason.AfterWindow), "expired" },
        { nameof(DenialReason.BeforeWindow), "early" },
        { nameof(DenialReason.AfterWindow), "at the end" },
        { nameof(DenialReason.CarrierNotVerified), "unverified" },
        { nameof(DenialReason.CarrierBlocked), "blocked" },
        { nameof(DenialReason.WrongDriver), "other driver" },
        { nameof(DenialReason.HouseholdPaused), "household paused" },
        { nameof(DenialReason.AccessPointPaused), "access point paused" },
        { nameof(DenialReason.ParcelMismatch), "other parcel" },
        { nameof(DenialReason.NotSecuredBefore), "earlier opening" },
        { nameof(DenialReason.DeviceOffline), "no device" },
        { nameof(DenialReason.DeviceOffline), "offline" },
        { nameof(DenialReason.DeviceTampered), "tampered" },
        { nameof(DenialReason.DeviceJammed), "jammed" },
        { nameof(DenialReason.NotMonitored), "lock unknown" },
        { nameof(DenialReason.NotMonitored), "door unknown" },
        { nameof(DenialReason.NotMonitored), "no camera" },
        { nameof(DenialReason.NotMonitored), "secures nothing" },
        { nameof(DenialReason.NoPosition), "no position" },
        { nameof(DenialReason.NoPosition), "position of a minute ago" },
        { nameof(DenialReason.NoPosition), "position of the future" },
        { nameof(DenialReason.NoPosition), "no place" },
        { nameof(DenialReason.PositionInaccurate), "inaccurate" },
        { nameof(DenialReason.PositionInaccurate), "accuracy is not a number" },
        { nameof(DenialReason.TooFar), "far" },
        { nameof(DenialReason.CarPositionOld), "old fix" },
        { nameof(DenialReason.CarPositionOld), "no fix" },
        { nameof(DenialReason.CarPositionOld), "fix of the future" },
        { nameof(DenialReason.CarPositionOld), "fix that could be anywhere" },
        { nameof(DenialReason.CarMoving), "moving" },
        { nameof(DenialReason.OutsideZone), "outside the zone" },
    };

    [Theory]
    [MemberData(nameof(Denials))]
    public void Decide_OneConditionFails_DeniesWithItsReason(string reason, string what)
    {
        var decision = AccessRules.Decide(Broken(Attempt(), what));
        Assert.Equal(Enum.Parse<DenialReason>(reason), decision.Reason);
    }

    [Fact]
    public void Decide_NotProvenAndPausedAndLate_SaysOnlyCodeRefused()
    {
        var attempt = Attempt() with { Proven = false, HouseholdPaused = true, Now = Start.AddDays(1) };
        Assert.Equal(DenialReason.CodeRefused, AccessRules.Decide(attempt).Reason);
    }

    /// <summary>Of several reasons the one that stands first in the list is told.</summary>
    [Fact]
    public void Decide_SeveralConditionsFail_TellsTheFirstOfTheList()
    {
        string[] inOrder =
        [
            "keypad rests", "not proven", "clock jumped", "early", "unverified", "blocked", "other driver", "household paused",
            "access point paused", "other parcel", "earlier opening", "offline", "tampered", "jammed", "door unknown", "no position",
            "inaccurate", "old fix", "far", "moving", "outside the zone",
        ];
        var attempt = Attempt();
        var told = new List<DenialReason?>();
        foreach (var what in inOrder.Reverse())
        {
            attempt = Broken(attempt, what);
            told.Insert(0, AccessRules.Decide(attempt).Reason);
        }

        Assert.Equal(inOrder.Select(what => (DenialReason?)ReasonOf(what)), told);
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public void Decide_AtTheFirstInstantOfTheWindow_Grants()
    {
        var attempt = Attempt();
        Assert.True(AccessRules.Decide(attempt with { Grant = attempt.Grant! with { NotBefore = Now } }).IsGranted); // Attempt() has a grant.
    }

    [Fact]
    public void Decide_SameWayInWithinSixtySecondsAndNothingOpened_GrantsAgain() =>
        Assert.True(AccessRules.Decide(InUse(Driver, Now.AddSeconds(-60), opened: false)).IsGranted);

    [Fact]
    public void Decide_SameWayInAfterSixtySeconds_IsAlreadyUsed() =>
        Assert.Equal(DenialReason.AlreadyUsed, AccessRules.Decide(InUse(Driver, Now.AddSeconds(-61), opened: false)).Reason);

    [Fact]
    public void Decide_SameWayInAfterItOpened_IsAlreadyUsed() =>
        Assert.Equal(DenialReason.AlreadyUsed, AccessRules.Decide(InUse(Driver, Now.AddSeconds(-5), opened: true)).Reason);

    [Fact]
    public void S10_Decide_AnotherWayIn_IsAlreadyUsed() =>
        Assert.Equal(DenialReason.AlreadyUsed, AccessRules.Decide(InUse(Keypad, Now.AddSeconds(-5), opened: false)).Reason);

    [Fact]
    public void Decide_PlaceWaived_NeedsNoPosition()
    {
        var attempt = Attempt();
        attempt = attempt with { Position = null, Grant = attempt.Grant! with { PlaceWaived = true } }; // Attempt() has a grant.
        Assert.True(AccessRules.Decide(attempt).IsGranted);
    }

    /// <summary>A waived place is the driver's; what the car itself does is still looked at.</summary>
    [Theory]
    [InlineData("moving", nameof(DenialReason.CarMoving))]
    [InlineData("outside the zone", nameof(DenialReason.OutsideZone))]
    public void Decide_PlaceWaivedForACarThatMovesOrLeft_Denies(string what, string reason)
    {
        var attempt = Broken(Attempt(), what);
        attempt = attempt with { Position = null, Grant = attempt.Grant! with { PlaceWaived = true } }; // As above.
        Assert.Equal(Enum.Parse<DenialReason>(reason), AccessRules.Decide(attempt).Reason);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(120)]
    public void Decide_PositionOfThisMinuteByAnyClock_Grants(int seconds)
    {
        var attempt = Attempt();
        Assert.True(AccessRules.Decide(attempt with { Position = attempt.Position! with { At = Now.AddSeconds(seconds) } }).IsGranted); // It has one.
    }

    [Fact]
    public void Decide_KeypadOfACarWhoseFixIsOld_AsksNothingOfThatFix()
    {
        var attempt = Broken(Broken(Broken(Attempt(), "moving"), "outside the zone"), "old fix");
        Assert.True(AccessRules.Decide(attempt with { WayIn = Keypad, Position = null }).IsGranted);
    }

    [Fact]
    public void Decide_KeypadWithoutDriverPosition_Grants() =>
        Assert.True(AccessRules.Decide(Attempt() with { WayIn = Keypad, Position = null }).IsGranted);

    [Theory]
    [InlineData("moving", nameof(DenialReason.CarMoving))]
    [InlineData("outside the zone", nameof(DenialReason.OutsideZone))]
    public void Decide_KeypadOfACarThatMovesOrLeft_Denies(string what, string reason)
    {
        var attempt = Broken(Attempt(), what) with { WayIn = Keypad, Position = null };
        Assert.Equal(Enum.Parse<DenialReason>(reason), AccessRules.Decide(attempt).Reason);
    }

    [Fact]
    public void Decide_ADoorWhosePlaceNobodySet_SaysThatThereIsNoPosition()
    {
        var attempt = Attempt();
        Assert.Equal(DenialReason.NoPosition, AccessRules.Decide(attempt with { Place = attempt.Place! with { Kind = AccessPointKind.Door, At = null } }).Reason); // It has one.
    }

    /// <summary>Only a car drives away.</summary>
    [Fact]
    public void Decide_ADoor_AsksNothingOfMovingAndZones()
    {
        var attempt = Broken(Broken(Attempt(), "moving"), "outside the zone");
        Assert.True(AccessRules.Decide(attempt with { Place = attempt.Place! with { Kind = AccessPointKind.Door } }).IsGranted); // As above.
    }

    [Fact]
    public void Decide_ADriveWithoutABolt_NeedsOnlyItsDoorHeard()
    {
        var attempt = Broken(Attempt(), "lock unknown");
        attempt = attempt with { Device = attempt.Device! with { Meaning = new SecuredMeaning(NeedsLock: false, NeedsDoor: true) } }; // As above.
        Assert.True(AccessRules.Decide(attempt).IsGranted);
        Assert.Equal(DenialReason.NotMonitored, AccessRules.Decide(Broken(attempt, "door unknown")).Reason);
    }

    [Fact]
    public void Decide_ExactlyAsFarAsAllowed_Grants()
    {
        var attempt = Attempt();
        var driver = GeoDistance.Metres(52.5005, 13.4, 52.5, 13.4);
        var zone = GeoDistance.Metres(52.5, 13.4, 52.501, 13.4);
        Assert.True(AccessRules.Decide(attempt with { Place = attempt.Place! with { ReachM = driver, Zone = new GeoZone(52.501, 13.4, zone) } }).IsGranted); // As above.
    }

    [Fact]
    public void DistanceM_OneOfThemNotKnown_IsNotKnown()
    {
        var attempt = Attempt();
        Assert.Equal(GeoDistance.Metres(52.5005, 13.4, 52.5, 13.4), AccessRules.DistanceM(attempt));
        Assert.Null(AccessRules.DistanceM(attempt with { Position = null }));
        Assert.Null(AccessRules.DistanceM(attempt with { Place = null }));
    }

    private static DenialReason ReasonOf(string what) =>
        Denials.Select(row => row.Data).Where(data => data.Item2 == what).Select(data => Enum.Parse<DenialReason>(data.Item1)).Single();

    private static AccessAttempt InUse(WayIn wonBy, DateTimeOffset grantedAt, bool opened)
    {
        var attempt = Attempt();
        return attempt with
        {
            Grant = attempt.Grant! with { State = GrantState.InUse, WonBy = wonBy, GrantedAt = grantedAt, Opened = opened }, // As above.
        };
    }

    private static AccessAttempt Attempt() => new()
    {
        Now = Now,
        ClockUnsure = false,
        KeypadRests = false,
        WayIn = Driver,
        Proven = true,
        Grant = new GrantFacts { State = GrantState.Ready, NotBefore = Start, NotAfter = Start.AddHours(1) },
        Carrier = new CarrierFacts(Verified: true, Blocked: false, DriverIsAssigned: true),
        Place = new PlaceFacts
        {
            Kind = AccessPointKind.Trunk,
            At = new GeoPosition(52.5, 13.4, 8, Now.AddMinutes(-10)),
            ReachM = 150,
            Zone = new GeoZone(52.5, 13.4, 300),
        },
        Device = new DeviceStanding
        {
            Online = true,
            Tampered = false,
            Jammed = false,
            Lock = LockState.Locked,
            Door = DoorState.Closed,
            Meaning = new SecuredMeaning(NeedsLock: true, NeedsDoor: true),
            CameraHeard = true,
        },
        HouseholdPaused = false,
        AccessPointPaused = false,
        EarlierOpeningUnsecured = false,
        Position = new GeoPosition(52.5005, 13.4, 100, Now),
        ParcelMatches = true,
    };

    private static AccessAttempt Broken(AccessAttempt attempt, string what)
    {
        // Attempt() sets every part.
        var grant = attempt.Grant!;
        var carrier = attempt.Carrier!;
        var place = attempt.Place!;
        var device = attempt.Device!;
        var position = attempt.Position!;
        return what switch
        {
            "keypad rests" => attempt with { KeypadRests = true },
            "not proven" => attempt with { Proven = false },
            "clock jumped" => attempt with { ClockUnsure = true },
            "no grant" => attempt with { Grant = null },
            "revoked" => attempt with { Grant = grant with { State = GrantState.Revoked } },
            "spent" => attempt with { Grant = grant with { State = GrantState.Spent } },
            "expired" => attempt with { Grant = grant with { State = GrantState.Expired } },
            "early" => attempt with { Now = Start.AddMilliseconds(-1) },
            "at the end" => attempt with { Now = grant.NotAfter },
            "unverified" => attempt with { Carrier = carrier with { Verified = false } },
            "blocked" => attempt with { Carrier = carrier with { Blocked = true } },
            "other driver" => attempt with { Carrier = carrier with { DriverIsAssigned = false } },
            "household paused" => attempt with { HouseholdPaused = true },
            "access point paused" => attempt with { AccessPointPaused = true },
            "other parcel" => attempt with { ParcelMatches = false },
            "earlier opening" => attempt with { EarlierOpeningUnsecured = true },
            "no device" => attempt with { Device = null },
            "offline" => attempt with { Device = device with { Online = false } },
            "tampered" => attempt with { Device = device with { Tampered = true } },
            "jammed" => attempt with { Device = device with { Jammed = true } },
            "lock unknown" => attempt with { Device = device with { Lock = LockState.Unknown } },
            "door unknown" => attempt with { Device = device with { Door = DoorState.Unknown } },
            "no camera" => attempt with { Device = device with { CameraHeard = false } },
            "secures nothing" => attempt with { Device = device with { Meaning = default } },
            "no position" => attempt with { Position = null },
            "position of a minute ago" => attempt with { Position = position with { At = Now.AddSeconds(-60).AddMilliseconds(-1) } },
            "position of the future" => attempt with { Position = position with { At = Now.AddSeconds(120).AddMilliseconds(1) } },
            "no place" => attempt with { Place = null },
            "inaccurate" => attempt with { Position = position with { AccuracyM = 100.1 } },
            "accuracy is not a number" => attempt with { Position = position with { AccuracyM = double.NaN } },
            "far" => attempt with { Position = position with { Lat = 52.5014 } },
            "old fix" => attempt with { Place = place with { At = place.At! with { At = Now.AddMinutes(-10).AddMilliseconds(-1) } } },
            "fix of the future" => attempt with { Place = place with { At = place.At! with { At = Now.AddSeconds(120).AddMilliseconds(1) } } },
            "fix that could be anywhere" => attempt with { Place = place with { At = place.At! with { AccuracyM = 100.1 } } },
            "no fix" => attempt with { Place = place with { At = null } },
            "moving" => attempt with { Place = place with { Moving = true } },
            "outside the zone" => attempt with { Place = place with { Zone = new GeoZone(52.51, 13.4, 300) } },
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such condition."),
        };
    }
}
