using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;

namespace Portal.Access;

/// <summary>An access point with its device, its live state and its opening, as one row; turned into a view for a given moment.</summary>
internal sealed class AccessPointRow
{
    public AccessPointId Id { get; init; }

    public HouseholdId HouseholdId { get; init; }

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string TimeZone { get; init; } = "";

    public string Handle { get; init; } = "";

    public string Instructions { get; init; } = "";

    public string? CarMake { get; init; }

    public string? CarModel { get; init; }

    public string? CarColour { get; init; }

    public string? CarPlate { get; init; }

    public int LeftOpenSeconds { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public string? PausedBy { get; init; }

    public DateTimeOffset? AllPausedAt { get; init; }

    public string? AllPausedBy { get; init; }

    public string Role { get; init; } = "";

    public DeviceId? DeviceId { get; init; }

    public string? Profile { get; init; }

    public string? Model { get; init; }

    public string? Serial { get; init; }

    public string? Firmware { get; init; }

    public string? Capabilities { get; init; }

    public DateTimeOffset? PairedAt { get; init; }

    public string? Cloud { get; init; }

    public string? Away { get; init; }

    public DateTimeOffset? AwaySince { get; init; }

    public int? CallsLeft { get; init; }

    public DateTimeOffset? ReadyUntil { get; init; }

    public string? Lock { get; init; }

    public DateTimeOffset? LockUntil { get; init; }

    public bool LockContradicted { get; init; }

    public string? Door { get; init; }

    public DateTimeOffset? DoorUntil { get; init; }

    public bool DoorContradicted { get; init; }

    public bool Tampered { get; init; }

    public int? IntervalSeconds { get; init; }

    public DateTimeOffset? LastHeardAt { get; init; }

    public DateTimeOffset? Since { get; init; }

    public int? BatteryPercent { get; init; }

    public long? MissingEvents { get; init; }

    public bool HasShutOutDevice { get; init; }

    public long Position { get; init; }

    public bool PairingWaits { get; init; }

    public OpeningId? OpeningId { get; init; }

    public DateTimeOffset? GrantedAt { get; init; }

    public DateTimeOffset? UnlockedAt { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public bool Late { get; init; }

    public DeliveryId? DeliveryId { get; init; }

    public DateTimeOffset? LeftOpenAt { get; init; }

    public MemberRole MemberRole => Words.Parse<MemberRole>(Role);

    public AccessPointView ToView(DateTimeOffset now)
    {
        var state = ToState(now);
        return new AccessPointView
        {
            Id = Id,
            Household = HouseholdId,
            Role = MemberRole,
            Kind = Words.Parse<AccessPointKind>(Kind),
            Name = Name,
            TimeZone = TimeZone,
            Handle = Handle,
            Instructions = Instructions,
            Car = this is { CarMake: { } make, CarModel: { } model, CarColour: { } colour, CarPlate: { } plate }
                ? new Car(make, model, colour, plate)
                : null,
            State = state,
            LastKnown = LastKnownIf(state),
            Device = ToDevice(now),
            HasShutOutDevice = HasShutOutDevice,
            PairingWaits = PairingWaits,
            Pause = this is { PausedBy: { } by, PausedAt: { } at } ? new PauseView(by, at) : null,
            HouseholdPause = this is { AllPausedBy: { } allBy, AllPausedAt: { } allAt } ? new PauseView(allBy, allAt) : null,
            Opening = ToOpening(),
            OpeningDelivery = DeliveryId,
            LeftOpenAfter = TimeSpan.FromSeconds(LeftOpenSeconds),
        };
    }

    /// <summary>The state as it may be claimed at <paramref name="now"/>.</summary>
    public AccessPointState ToState(DateTimeOffset now)
    {
        var facts = ToFacts();
        var @lock = facts?.LockNow(now) ?? LockState.Unknown;
        var door = facts?.DoorNow(now) ?? DoorState.Unknown;
        var believed = facts is not null && (@lock != LockState.Unknown || door != DoorState.Unknown);
        return new AccessPointState
        {
            Position = Position,
            AccessPointId = Id,
            Lock = @lock,
            Door = door,
            Online = facts is not null && LastHeardAt + facts.Belief > now ? OnlineState.Online : OnlineState.Offline,
            Secured = Profile is { } profile && SecuredMeaning.Of(profile).IsMet(@lock, door),
            Since = Since,
            LastHeardAt = LastHeardAt,
            BelievedUntil = believed ? facts?.BelievedUntil : null,
        };
    }

    private DeviceFacts? ToFacts() =>
        this is { Lock: { } @lock, Door: { } door, IntervalSeconds: { } interval }
            ? new DeviceFacts
            {
                Lock = Words.Parse<LockState>(@lock),
                LockUntil = LockUntil,
                LockContradicted = LockContradicted,
                Door = Words.Parse<DoorState>(door),
                DoorUntil = DoorUntil,
                DoorContradicted = DoorContradicted,
                IntervalSeconds = interval,
                IsPolled = Cloud is not null,
                IsInOpening = OpeningId is not null,
            }
            : null;

    private LastKnown? LastKnownIf(AccessPointState state) =>
        state is { Lock: LockState.Unknown, Door: DoorState.Unknown, LastHeardAt: { } heard }
        && ToFacts() is { } facts && (facts.Lock != LockState.Unknown || facts.Door != DoorState.Unknown)
            ? new LastKnown(facts.Lock, facts.Door, heard)
            : null;

    private DeviceView? ToDevice(DateTimeOffset now) =>
        this is { DeviceId: { } id, Profile: { } profile, Model: { } model, Serial: { } serial, Firmware: { } firmware,
                  Capabilities: { } capabilities, PairedAt: { } pairedAt }
            ? new DeviceView
            {
                Id = id,
                Profile = profile,
                Model = model,
                Serial = serial,
                Firmware = firmware,
                Capabilities = JsonSerializer.Deserialize<List<string>>(capabilities) ?? [],
                PairedAt = pairedAt,
                Cloud = ToSource(now),
                BatteryPercent = BatteryPercent,
                Tampered = Tampered,
                MissingEvents = MissingEvents ?? 0,
            }
            : null;

    private CloudSource? ToSource(DateTimeOffset now) => Cloud is { } cloud && ToFacts() is { } facts
        ? new CloudSource(Words.Parse<CloudMaker>(cloud), facts.RhythmSeconds)
        {
            Away = Away is { } away ? Words.Parse<CloudAway>(away) : null,
            AwaySince = AwaySince,
            CallsLeft = CallsLeft,
            ReadyUntil = ReadyUntil > now && facts.LockNow(now) != LockState.Unlocked ? ReadyUntil : null,
        }
        : null;

    private OpeningView? ToOpening() =>
        this is { OpeningId: { } id, GrantedAt: { } grantedAt }
            ? new OpeningView
            {
                Id = id,
                GrantedAt = grantedAt,
                UnlockedAt = UnlockedAt,
                OpenedAt = OpenedAt,
                ClosedAt = ClosedAt,
                Late = Late,
                LeftOpenAt = LeftOpenAt,
            }
            : null;
}
