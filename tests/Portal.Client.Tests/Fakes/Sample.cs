using System.Text;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Fakes;

/// <summary>Things as a household has them: each with everything in order, for a test to change what it is about.</summary>
internal static class Sample
{
    public const string Zone = "Europe/Berlin";

    /// <summary>15:00 in Berlin.</summary>
    public static readonly DateTimeOffset Now = ManualTime.Start;

    /// <summary>The same id for the same name.</summary>
    public static TId Id<TId>(string name)
        where TId : struct, IPortalId<TId>
    {
        var tail = new StringBuilder();
        foreach (var sign in name.ToUpperInvariant())
            tail.Append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".Contains(sign, StringComparison.Ordinal) ? sign : 'X');
        return TId.From(TId.Prefix + tail.Append('Z').ToString().PadRight(26, '0')[..26]);
    }

    /// <summary>Of an owner.</summary>
    public static HouseholdView Household(string name = "Bergstrasse", MemberRole role = MemberRole.Owner) => new(Id<HouseholdId>(name), name, Zone, role);

    /// <summary>Closed, locked, heard 5 s ago.</summary>
    public static AccessPointView Point(string name = "Volvo V60", AccessPointKind kind = AccessPointKind.Trunk) => new()
    {
        Id = Id<AccessPointId>(name),
        Household = Household().Id,
        Role = MemberRole.Owner,
        Kind = kind,
        Name = name,
        TimeZone = Zone,
        Handle = "TRK-7Q4F-9KX2",
        Instructions = "Behind the net.",
        Car = kind is AccessPointKind.Trunk ? new Car("Volvo", "V60", "dark blue", "B-MB 2417") : null,
        State = State(name, LockState.Locked, DoorState.Closed),
        Device = Device(),
        LeftOpenAfter = TimeSpan.FromMinutes(2),
    };

    public static AccessPointState State(string name, LockState bolt, DoorState door) => new()
    {
        Position = 1,
        AccessPointId = Id<AccessPointId>(name),
        Lock = bolt,
        Door = door,
        Online = OnlineState.Online,
        Secured = bolt is LockState.Locked && door is DoorState.Closed,
        Since = Now.AddMinutes(-20),
        LastHeardAt = Now.AddSeconds(-5),
        BelievedUntil = Now.AddSeconds(30),
    };

    /// <summary>Before the first word.</summary>
    public static AccessPointState Unheard(string name) => State(name, LockState.Unknown, DoorState.Unknown) with
    {
        Online = OnlineState.Offline,
        Since = null,
        LastHeardAt = null,
        BelievedUntil = null,
    };

    public static AccessPointView Silent(AccessPointView point) => point with
    {
        State = Unheard(point.Name) with { Since = Now.AddMinutes(-3), LastHeardAt = Now.AddMinutes(-4) },
        LastKnown = new LastKnown(LockState.Locked, DoorState.Closed, Now.AddMinutes(-4)),
    };

    public static DeviceView Device() => new()
    {
        Id = Id<DeviceId>("device"),
        Profile = "key-box",
        Model = "KB-2",
        Serial = "7F3A",
        Firmware = "1.4.2",
        Capabilities = ["lock", "door_contact", "keypad"],
        PairedAt = Now.AddDays(-9),
        BatteryPercent = 82,
    };

    /// <summary>Open for 42 s by a delivery.</summary>
    public static AccessPointView InUse(AccessPointView point, DeliveryId? delivery = null) => point with
    {
        State = State(point.Name, LockState.Unlocked, DoorState.Open),
        Opening = Opening(),
        OpeningDelivery = delivery,
    };

    public static OpeningView Opening() => new()
    {
        Id = Id<OpeningId>("opening"),
        GrantedAt = Now.AddSeconds(-52),
        UnlockedAt = Now.AddSeconds(-50),
        OpenedAt = Now.AddSeconds(-42),
        LeftOpenAt = Now.AddSeconds(78),
    };

    public static AlertView Alert(AccessPointView point, AlertKind kind, bool urgent, DeliveryId? delivery = null) => new()
    {
        Id = Id<AlertId>(point.Name + kind),
        Kind = kind,
        State = AlertState.Open,
        Role = point.Role,
        AccessPointId = point.Id,
        AccessPointName = point.Name,
        OpenedAt = Now.AddMinutes(-3),
        Late = false,
        Urgent = urgent,
        DeliveryId = delivery,
    };

    /// <summary>Requested by a carrier for 16:00–17:00 in Berlin.</summary>
    public static DeliveryView Delivery(AccessPointView point, string name = "one") => new()
    {
        Id = Id<DeliveryId>(name),
        State = DeliveryState.Requested,
        Role = point.Role,
        AccessPointId = point.Id,
        AccessPointName = point.Name,
        AccessPointKind = point.Kind,
        TimeZone = Zone,
        CarrierName = "Nordpost",
        IsCarrierVerified = true,
        TrackingNumber = "00340434161094",
        ProposedWindows = [Window(1, 2)],
        ProposedByOwner = false,
        Late = false,
        CreatedAt = Now.AddHours(-1),
        UpdatedAt = Now.AddHours(-1),
    };

    /// <summary>Tuesdays 18:00–19:00 for Nordpost.</summary>
    public static StandingRuleView Rule() => new()
    {
        Id = Id<StandingRuleId>("rule"),
        AccessPointId = Point().Id,
        CarrierId = Id<CarrierId>("nordpost"),
        CarrierName = "Nordpost",
        Days = Weekdays.Tuesday,
        From = new TimeOnly(18, 0),
        To = new TimeOnly(19, 0),
        TimeZone = Zone,
    };

    /// <summary>From so many hours from now to so many.</summary>
    public static DeliveryWindow Window(double from, double to) => new(Now.AddHours(from), Now.AddHours(to));

    public static EntryView Entry(
        long position, string kind, DateTimeOffset at, AccessPointView? point = null, string data = "{}", string? by = null) => new()
        {
            Position = position,
            Id = Id<EventId>($"entry{position}"),
            Kind = kind,
            At = at,
            ReceivedAt = at,
            Late = false,
            Actor = Actor.Portal,
            ActorName = by,
            AccessPointId = point?.Id,
            AccessPointName = point?.Name,
            TimeZone = point?.TimeZone,
            Data = data,
        };
}
