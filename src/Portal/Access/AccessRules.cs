using Portal.Client.Access;

namespace Portal.Access;

/// <summary>Who may open: one pure function for every unlock by keypad, driver page or carrier API. Deny wins; what is missing denies.</summary>
internal static class AccessRules
{
    /// <summary>While nothing has opened, the way in that won may be granted again this long after the first decision.</summary>
    public static readonly TimeSpan SecondChance = TimeSpan.FromSeconds(60);

    private const double WorstAccuracyM = 100;
    private static readonly TimeSpan OldestCarFix = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OldestDriverFix = TimeSpan.FromSeconds(60);

    /// <summary>How far the clock that stamped a position may be ahead of ours (S20).</summary>
    private static readonly TimeSpan ClockAhead = TimeSpan.FromSeconds(120);

    public static AccessDecision Decide(AccessAttempt attempt) =>
        Reasons(attempt).FirstOrDefault(reason => reason is not null) is { } reason
            ? AccessDecision.Denied(reason)
            : AccessDecision.Granted;

    /// <summary>Metres between the driver and the place; null when one of them is not known.</summary>
    public static double? DistanceM(AccessAttempt attempt) =>
        attempt is { Position: { } driver, Place.At: { } place }
            ? GeoDistance.Metres(driver.Lat, driver.Lon, place.Lat, place.Lon)
            : null;

    private static IEnumerable<DenialReason?> Reasons(AccessAttempt attempt)
    {
        // A keypad that rests looks at no code. Whoever has not shown a right code or link learns nothing else.
        yield return attempt.KeypadRests ? DenialReason.KeypadLockedOut : null;
        yield return attempt.Proven ? null : DenialReason.CodeRefused;
        yield return attempt.ClockUnsure ? DenialReason.ClockUnsure : null;
        yield return OfGrant(attempt);
        yield return OfCarrier(attempt.Carrier);
        yield return attempt.HouseholdPaused ? DenialReason.HouseholdPaused : null;
        yield return attempt.AccessPointPaused ? DenialReason.AccessPointPaused : null;
        yield return attempt.ParcelMatches ? null : DenialReason.ParcelMismatch;
        yield return attempt.EarlierOpeningUnsecured ? DenialReason.NotSecuredBefore : null;
        yield return OfDevice(attempt.Device);
        yield return OfPlace(attempt);
    }

    private static DenialReason? OfGrant(AccessAttempt attempt)
    {
        if (attempt.Grant is not { } grant)
            return DenialReason.NotReady;
        return grant.State switch
        {
            GrantState.Revoked => DenialReason.Revoked,
            GrantState.Spent => DenialReason.AlreadyUsed,
            GrantState.Expired => DenialReason.AfterWindow,
            GrantState.InUse => OfSecondChance(grant, attempt),
            GrantState.Ready => OfWindow(grant, attempt.Now),
            _ => throw new ArgumentOutOfRangeException(nameof(attempt), grant.State, "No such state."),
        };
    }

    private static DenialReason? OfSecondChance(GrantFacts grant, AccessAttempt attempt) =>
        grant.WonBy == attempt.WayIn && !grant.Opened && grant.GrantedAt is { } first && attempt.Now <= first + SecondChance
            ? OfWindow(grant, attempt.Now)
            : DenialReason.AlreadyUsed;

    private static DenialReason? OfWindow(GrantFacts grant, DateTimeOffset now)
    {
        if (now < grant.NotBefore)
            return DenialReason.BeforeWindow;
        return now < grant.NotAfter ? null : DenialReason.AfterWindow;
    }

    private static DenialReason? OfCarrier(CarrierFacts? carrier)
    {
        if (carrier is null)
            return null;
        if (!carrier.Verified)
            return DenialReason.CarrierNotVerified;
        if (carrier.Blocked)
            return DenialReason.CarrierBlocked;
        return carrier.DriverIsAssigned ? null : DenialReason.WrongDriver;
    }

    private static DenialReason? OfDevice(DeviceStanding? device)
    {
        if (device is not { Online: true })
            return DenialReason.DeviceOffline;
        if (device.Tampered)
            return DenialReason.DeviceTampered;
        if (device.Jammed)
            return DenialReason.DeviceJammed;
        return IsMonitored(device) ? null : DenialReason.NotMonitored;
    }

    /// <summary>If the portal could not see it close, it does not open it.</summary>
    private static bool IsMonitored(DeviceStanding device) =>
        (device.Meaning.NeedsLock || device.Meaning.NeedsDoor)
        && (!device.Meaning.NeedsLock || device.Lock != LockState.Unknown)
        && (!device.Meaning.NeedsDoor || device.Door != DoorState.Unknown)
        && device.CameraHeard;

    /// <summary>A keypad stands in for the driver's distance, and so does an owner who waived place: the car's own state counts all the same.</summary>
    private static DenialReason? OfPlace(AccessAttempt attempt)
    {
        if (attempt.Place is not { } place)
            return DenialReason.NoPosition;
        if (!attempt.WayIn.IsKeypad && attempt.Grant is not { PlaceWaived: true } && OfDriver(attempt, place) is { } reason)
            return reason;
        return place.Kind == AccessPointKind.Trunk ? OfCar(attempt, place) : null;
    }

    private static DenialReason? OfDriver(AccessAttempt attempt, PlaceFacts place)
    {
        if (attempt.Position is not { } driver || !IsOfNow(driver, OldestDriverFix, attempt.Now))
            return DenialReason.NoPosition;
        if (!IsAccurate(driver))
            return DenialReason.PositionInaccurate;
        if (place.At is not { } at)
            return place.Kind == AccessPointKind.Trunk ? DenialReason.CarPositionOld : DenialReason.NoPosition;
        if (place.Kind == AccessPointKind.Trunk && !(IsOfNow(at, OldestCarFix, attempt.Now) && IsAccurate(at)))
            return DenialReason.CarPositionOld;
        return DistanceM(attempt) <= place.ReachM ? null : DenialReason.TooFar;
    }

    /// <summary>Standing still and the delivery zone, where the device has a fix of now: an old one says nothing about either.</summary>
    private static DenialReason? OfCar(AccessAttempt attempt, PlaceFacts place)
    {
        if (place.At is not { } car || !IsOfNow(car, OldestCarFix, attempt.Now))
            return null;
        if (place.Moving)
            return DenialReason.CarMoving;
        if (place.Zone is not { } zone)
            return null;
        return GeoDistance.Metres(car.Lat, car.Lon, zone.Lat, zone.Lon) <= zone.RadiusM ? null : DenialReason.OutsideZone;
    }

    private static bool IsOfNow(GeoPosition position, TimeSpan oldest, DateTimeOffset now) =>
        now - position.At <= oldest && position.At - now <= ClockAhead;

    /// <summary>An accuracy that is not a number is none.</summary>
    private static bool IsAccurate(GeoPosition position) => position.AccuracyM <= WorstAccuracyM;
}
