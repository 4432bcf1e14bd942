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

    public static string Granted(DriverFacts facts) => facts.Kind switch
    {
        AccessPointKind.Trunk => "Unlocked. Lift the lid, put the parcel in, close the lid.",
        AccessPointKind.Door => "Unlocked. Open the door, put the parcel inside, pull the door shut.",
        AccessPointKind.Garage => "The garage opens. Put the parcel inside and step back out.",
        _ => throw new ArgumentOutOfRangeException(nameof(facts), facts.Kind, "No such kind."),
    };

    public static string Denied(DenialReason reason, DriverFacts facts) => reason switch
    {
        DenialReason.CodeRefused => $"This code does not open this {Thing(facts)}. Ask whoever sent you.",
        DenialReason.KeypadLockedOut => "The keypad rests after wrong codes. Wait a minute, or use the link.",
        DenialReason.Revoked => "The owner has taken this delivery back. Take it to the depot.",
        DenialReason.AlreadyUsed => "This delivery has had its one opening.",
        DenialReason.NotReady => "Nobody has agreed to this delivery yet. Ask whoever sent you.",
        DenialReason.BeforeWindow => BeforeWindow(facts),
        DenialReason.AfterWindow => AfterWindow(facts),
        DenialReason.CarrierNotVerified => $"{Sender(facts)} may not deliver here now. Ask your dispatcher.",
        DenialReason.CarrierBlocked => $"This household does not take deliveries from {facts.CarrierName ?? "you"}. Take it to the depot.",
        DenialReason.WrongDriver => "Another driver is named for this delivery. Ask your dispatcher.",
        DenialReason.HouseholdPaused or DenialReason.AccessPointPaused => $"The owner has paused deliveries here. {Elsewhere(facts)}",
        DenialReason.NotSecuredBefore => $"The {Thing(facts)} was not closed and locked after its last opening. Try again in a minute.",
        DenialReason.DeviceOffline or DenialReason.NotMonitored =>
            $"We cannot hear the lock right now, so we do not open it. {(facts.Instead is null ? "Try again in a minute." : Elsewhere(facts))}",
        DenialReason.DeviceTampered => $"Somebody has tampered with the lock, so we do not open it. {Elsewhere(facts)}",
        DenialReason.DeviceJammed => $"The bolt is stuck, so we cannot open. {Elsewhere(facts)}",
        DenialReason.NoPosition => facts.AccuracyM is null
            ? "Your phone did not give a position. Allow it for this page and try again."
            : "Your phone gave an old position. Wait until it finds you, then try again.",
        DenialReason.PositionInaccurate => facts.AccuracyM is { } metres
            ? $"Your position is only good to {Measures.Distance(metres)}. Step outside and try again."
            : "Your position is not good enough. Step outside and try again.",
        DenialReason.TooFar => facts.DistanceM is { } metres
            ? $"You are {Measures.Distance(metres)} from the {Place(facts)}. Go to the marker and try again."
            : $"You are too far from the {Place(facts)}. Go to the marker and try again.",
        DenialReason.CarPositionOld => "We do not know where the car is right now. Try again in a minute.",
        DenialReason.CarMoving => "The car is moving. Wait until it stands.",
        DenialReason.OutsideZone => $"The car has left its delivery zone. {Elsewhere(facts)}",
        DenialReason.ParcelMismatch => $"This parcel is not the one that was announced. Check the number {Digits(facts)}.",
        DenialReason.ClockUnsure => "Our clock is not certain right now, so we do not open. Try again in a minute.",
        DenialReason.CannotRecord => "We cannot keep our record right now, so we do not open. Try again in a minute.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };

    /// <summary>Where to go with it: what the owner named, and if nothing, the depot.</summary>
    public static string Elsewhere(DriverFacts facts) =>
        facts.Instead?.Place is { } place ? $"Deliver to {place} instead." : "Take it to the depot.";

    /// <summary>The last digits of a tracking number in two groups, as drivers compare them: <c>1610 94</c>.</summary>
    public static string Digits(DriverFacts facts)
    {
        var number = facts.TrackingNumber;
        return number.Length <= ShownDigits ? number : $"{number[^ShownDigits..^2]} {number[^2..]}";
    }

    private static string BeforeWindow(DriverFacts facts) => facts.Window is { } window
        ? $"Not opened: your window starts at {PlaceClock.Time(window.Start, facts.TimeZone)}, in {Measures.Duration(window.Start - facts.Now)}."
        : "Not opened: your window has not started.";

    private static string AfterWindow(DriverFacts facts)
    {
        var whom = facts.CarrierName ?? "whoever sent you";
        return facts.Window is { } window
            ? $"Not opened: the window ended at {PlaceClock.Time(window.End, facts.TimeZone)}. Ask {whom} for a new one."
            : $"Not opened: the window is over. Ask {whom} for a new one.";
    }

    private static string Sender(DriverFacts facts) => facts.CarrierName ?? "Whoever sent you";

    private static string Thing(DriverFacts facts) => facts.Kind switch
    {
        AccessPointKind.Trunk => "trunk",
        AccessPointKind.Door => "door",
        AccessPointKind.Garage => "garage",
        _ => throw new ArgumentOutOfRangeException(nameof(facts), facts.Kind, "No such kind."),
    };

    private static string Place(DriverFacts facts) => facts.Kind == AccessPointKind.Trunk ? "car" : Thing(facts);
}
