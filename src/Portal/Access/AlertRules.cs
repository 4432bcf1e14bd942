using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>Which word of a device needs a person, and which one says that it is over: the table of alerts of product.md, pure.</summary>
internal static class AlertRules
{
    /// <summary>At or under it a battery is low.</summary>
    public const int LowBatteryPercent = 15;

    /// <summary>From here on it is low no more: a battery that wavers is one alert.</summary>
    private const int EnoughBatteryPercent = 20;

    /// <summary>How far a device's clock may be off (S20).</summary>
    private static readonly TimeSpan WorstClock = TimeSpan.FromSeconds(120);

    /// <summary>The alert that an event calls for; null for an ordinary one.</summary>
    /// <param name="device">The device that said it.</param>
    /// <param name="one">What it said, heard in time.</param>
    /// <param name="isOurs">It belongs to an opening by a grant or an owner's unlock.</param>
    /// <param name="now">When it was heard.</param>
    public static AlertKind? RaisedBy(DeviceContext device, ReceivedEvent one, bool isOurs, DateTimeOffset now) => one.Said.Kind switch
    {
        EventKinds.Tamper => AlertKind.Tamper,
        EventKinds.LockJammed => AlertKind.Jammed,
        EventKinds.DoorObstructed => AlertKind.Obstructed,
        EventKinds.DoorForcedOpen => AlertKind.ForcedOpen,
        EventKinds.DoorOpened when !isOurs && IsForced(device, one, now) => AlertKind.ForcedOpen,
        // A box that holds a key has no other key: whoever opens it without us was not let in.
        EventKinds.Unlocked when !isOurs && device.Profile == DeviceProfile.KeyBox.Name => AlertKind.ForcedOpen,
        EventKinds.WrongCodeLimit => AlertKind.WrongCodeLimit,
        EventKinds.Battery when IsLow(one.Said.BatteryPercent) => AlertKind.LowBattery,
        _ => null,
    };

    /// <summary>What an event ends, which is the newest word about its fact; a state that lasts is judged by the facts after the batch.</summary>
    public static IEnumerable<AlertKind> EndedBy(DeviceContext device, ReceivedEvent one)
    {
        var isSecured = device.Meaning.IsMet(device.Facts.Lock, device.Facts.Door);
        return one.Said.Kind switch
        {
            EventKinds.TamperCleared => [AlertKind.Tamper],
            EventKinds.Unlocked => [AlertKind.Jammed],
            EventKinds.Locked => isSecured ? [AlertKind.Jammed, AlertKind.NotRelocked] : [AlertKind.Jammed],
            EventKinds.DoorClosed => isSecured
                ? [AlertKind.Obstructed, AlertKind.LeftOpen, AlertKind.NotRelocked]
                : [AlertKind.Obstructed, AlertKind.LeftOpen],
            EventKinds.Battery when one.Said.BatteryPercent >= EnoughBatteryPercent => [AlertKind.LowBattery],
            _ => [],
        };
    }

    public static bool IsLow(int? batteryPercent) => batteryPercent <= LowBatteryPercent;

    /// <summary>Whether a battery that was low is charged or changed.</summary>
    public static bool IsEnoughAgain(int? before, int? now) => before < EnoughBatteryPercent && now >= EnoughBatteryPercent;

    /// <summary>Whether a time that is said now is too far from now to be a clock's.</summary>
    public static bool IsClockOff(DateTimeOffset said, DateTimeOffset now) => (said - now).Duration() > WorstClock;

    /// <summary>Whether a car drives or stands outside the zone that its owner drew; of a car without a fix nothing is known.</summary>
    public static bool IsAway(PlaceFacts place) =>
        place.Moving
        || (place is { Zone: { } zone, At: { } car } && GeoDistance.Metres(car.Lat, car.Lon, zone.Lat, zone.Lon) > zone.RadiusM);

    /// <summary>Whether it goes through quiet hours and on to the next member.</summary>
    public static bool IsUrgent(AlertKind kind, bool inOpening) => kind switch
    {
        AlertKind.ForcedOpen or AlertKind.Tamper or AlertKind.LeftOpen => true,
        AlertKind.DeviceSilent or AlertKind.Jammed or AlertKind.Obstructed => inOpening,
        AlertKind.NotRelocked or AlertKind.LowBattery or AlertKind.ClockSkew or AlertKind.WrongCodeLimit or AlertKind.CarMoved
            or AlertKind.GrantReplayed or AlertKind.KeyUsedTwice => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such alert."),
    };

    /// <summary>Whether somebody's word ends it: what happened once has no end that a device could tell.</summary>
    public static bool EndsWhenTaken(AlertKind kind) =>
        kind is AlertKind.WrongCodeLimit or AlertKind.GrantReplayed or AlertKind.KeyUsedTwice;

    /// <summary>
    /// The contact opens while the bolt is freshly reported thrown. A house door cannot do that unforced, whoever the sensor blames; a car's
    /// trunk opens by its own key while the box or the doors stay locked.
    /// </summary>
    private static bool IsForced(DeviceContext device, ReceivedEvent one, DateTimeOffset now) =>
        device.Meaning.NeedsLock
        && one.Before.LockNow(now) == LockState.Locked
        && (device.Kind == AccessPointKind.Door || !HandOpenings.IsSaidToBeByHand(one.Said.Source));
}
