using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Carriers;

/// <summary>
/// What a driver reads for each verdict: what happened, and what to do. It blames nobody, and says nothing of the household that the
/// driver need not know.
/// </summary>
internal static class DriverSentences
{
    private const int ShownDigits = 6;

    public static string Granted(DriverFacts facts) => Of(facts.Kind, DriverText.GrantedTrunk, DriverText.GrantedDoor, DriverText.GrantedGarage);

    public static string Denied(DenialReason reason, DriverFacts facts) => reason switch
    {
        DenialReason.CodeRefused => DriverText.FormatNoCode(Thing(facts)),
        DenialReason.KeypadLockedOut => DriverText.NoKeypad,
        DenialReason.Revoked => DriverText.TakenBack,
        DenialReason.AlreadyUsed => DriverText.NoSecondOpening,
        DenialReason.NotReady => DriverText.NoAgreement,
        DenialReason.BeforeWindow => BeforeWindow(facts),
        DenialReason.AfterWindow => AfterWindow(facts),
        DenialReason.CarrierNotVerified => DriverText.FormatNoCarrierNow(facts.CarrierName ?? DriverText.WhomSays),
        DenialReason.CarrierBlocked => DriverText.FormatNoCarrierHere(facts.CarrierName ?? DriverText.WhomFrom),
        DenialReason.WrongDriver => DriverText.NoDriver,
        DenialReason.HouseholdPaused or DenialReason.AccessPointPaused => $"{DriverText.NoPause} {Elsewhere(facts)}",
        DenialReason.NotSecuredBefore => DriverText.FormatNoSecuredBefore(Thing(facts)),
        DenialReason.DeviceOffline or DenialReason.NotMonitored =>
            $"{DriverText.NoWord} {(facts.Instead is null ? DriverText.TryInAMinute : Elsewhere(facts))}",
        DenialReason.DeviceTampered => $"{DriverText.NoTrust} {Elsewhere(facts)}",
        DenialReason.DeviceJammed => $"{DriverText.NoBolt} {Elsewhere(facts)}",
        DenialReason.NoPosition => facts.AccuracyM is null ? DriverText.NoPosition : DriverText.NoFreshPosition,
        DenialReason.PositionInaccurate => facts.AccuracyM is { } metres
            ? DriverText.FormatNoAccuracyOf(Measures.Distance(metres))
            : DriverText.NoAccuracy,
        DenialReason.TooFar => facts.DistanceM is { } metres
            ? DriverText.FormatNoReachOf(Measures.Distance(metres), From(facts))
            : DriverText.FormatNoReach(From(facts)),
        DenialReason.CarPositionOld => DriverText.NoCarKnown,
        DenialReason.CarMoving => DriverText.NoCarStanding,
        DenialReason.OutsideZone => $"{DriverText.NoZone} {Elsewhere(facts)}",
        DenialReason.ParcelMismatch => DriverText.FormatNoParcel(Digits(facts)),
        DenialReason.ClockUnsure => DriverText.NoClock,
        DenialReason.CannotRecord => DriverText.NoRecord,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };

    /// <summary>Where to go with it: what the owner named, and if nothing, the depot.</summary>
    public static string Elsewhere(DriverFacts facts) =>
        facts.Instead?.Place is { } place ? DriverText.FormatElsewhere(place) : DriverText.Depot;

    /// <summary>The last digits of a tracking number in two groups, as drivers compare them: <c>1610 94</c>.</summary>
    public static string Digits(DriverFacts facts)
    {
        var number = facts.TrackingNumber;
        return number.Length <= ShownDigits ? number : $"{number[^ShownDigits..^2]} {number[^2..]}";
    }

    /// <summary>What is to be shut: <c>the lid</c></summary>
    public static string Leaf(DriverFacts facts) => Of(facts.Kind, DriverText.TheLid, DriverText.TheDoor, DriverText.TheGarageDoor);

    /// <summary>Whom to ask.</summary>
    public static string Whom(DriverFacts facts) => facts.CarrierName ?? DriverText.Whom;

    private static string BeforeWindow(DriverFacts facts) => facts.Window is { } window
        ? DriverText.FormatNoBeforeWindowAt(PlaceClock.Time(window.Start, facts.TimeZone), Measures.Duration(window.Start - facts.Now))
        : DriverText.NoBeforeWindow;

    private static string AfterWindow(DriverFacts facts) => facts.Window is { } window
        ? DriverText.FormatNoAfterWindowAt(PlaceClock.Time(window.End, facts.TimeZone), Whom(facts))
        : DriverText.FormatNoAfterWindow(Whom(facts));

    private static string Thing(DriverFacts facts) => Of(facts.Kind, DriverText.ThingTrunk, DriverText.ThingDoor, DriverText.ThingGarage);

    private static string From(DriverFacts facts) => Of(facts.Kind, DriverText.FromCar, DriverText.FromDoor, DriverText.FromGarage);

    private static string Of(AccessPointKind kind, string trunk, string door, string garage) => kind switch
    {
        AccessPointKind.Trunk => trunk,
        AccessPointKind.Door => door,
        AccessPointKind.Garage => garage,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}
