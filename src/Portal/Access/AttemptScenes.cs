using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Storage;

namespace Portal.Access;

/// <summary>Where an attempt is made and by which devices, with all that the decision looks at.</summary>
internal sealed record AttemptScene
{
    public required HouseholdId Household { get; init; }

    public required AccessPointId AccessPoint { get; init; }

    /// <summary>Null: nothing was approved, or what was shown is of no grant here.</summary>
    public GrantRow? Grant { get; init; }

    /// <summary>The device whose keypad was used; null for every other way in.</summary>
    public DeviceContext? Keypad { get; init; }

    /// <summary>The device that would open; null while none is paired.</summary>
    public DeviceContext? Opener { get; init; }

    public required AccessAttempt Facts { get; init; }
}

/// <summary>Gathers the facts of an attempt, in the transaction that will record the decision.</summary>
internal sealed class AttemptScenes(GrantCodes codes, IDeviceLink link)
{
    /// <summary>Null when the attempt leads to no access point.</summary>
    public AttemptScene? Find(Transaction tx, GrantAttempt attempt, DateTimeOffset now)
    {
        var keypad = attempt.Keypad is { } asking ? DeviceStore.Find(tx.Connection, asking) : null;
        var rests = keypad is not null && Keypads.Rests(tx.Connection, keypad.Device, now);
        var (grant, isProven) = rests ? (null, false) : Prove(tx, attempt, keypad, now);
        if ((grant?.AccessPointId ?? keypad?.AccessPoint ?? attempt.AccessPoint) is not { } accessPoint)
            return null;

        var opener = DeviceStore.FindOpener(tx.Connection, accessPoint) is { } id ? DeviceStore.Find(tx.Connection, id) : null;
        var place = GrantStore.Place(tx.Connection, accessPoint, opener?.Device);
        var cameraHeard = !place.CameraRequired || GrantStore.IsCameraHeard(tx.Connection, accessPoint, now);
        return new AttemptScene
        {
            Household = place.HouseholdId,
            AccessPoint = accessPoint,
            Grant = grant,
            Keypad = keypad,
            Opener = opener,
            Facts = new AccessAttempt
            {
                Now = now,
                ClockUnsure = attempt.ClockUnsure,
                WayIn = attempt.WayIn,
                KeypadRests = rests,
                Proven = isProven,
                Grant = grant is null ? null : Standing(tx, grant),
                Carrier = grant?.CarrierId is { } carrier ? Standing(tx, attempt, grant, carrier) : null,
                Place = place.ToFacts(now),
                Device = opener is null ? null : Standing(opener, attempt, cameraHeard, now),
                HouseholdPaused = place.HouseholdPausedAt is not null,
                AccessPointPaused = place.PausedAt is not null,
                EarlierOpeningUnsecured = opener?.Opening is { } earlier && (grant is null || earlier.Grant != grant.Id),
                Position = attempt.Position,
                ParcelMatches = attempt.ParcelMatches,
            },
        };
    }

    /// <summary>Finds the grant that the attempt is about, and whether what was shown is right for it.</summary>
    private (GrantRow? Grant, bool IsProven) Prove(Transaction tx, GrantAttempt attempt, DeviceContext? keypad, DateTimeOffset now)
    {
        if (attempt.Keypad is not null)
            return FindByCode(tx, attempt.Code, keypad, now) is { } shown ? (shown, true) : (null, false);
        if (attempt.Grant is { } id)
        {
            var grant = GrantStore.Find(tx.Connection, id);
            return (grant, grant is not null && grant.Generation == attempt.Generation);
        }

        // The carrier's key is the proof; before an approval there is no grant that it could prove.
        var row = attempt.Delivery is { } delivery ? GrantStore.FindOf(tx.Connection, delivery) : null;
        return row is null || row.CarrierId == attempt.Carrier ? (row, attempt.Carrier is not null) : (null, false);
    }

    private GrantRow? FindByCode(Transaction tx, string? code, DeviceContext? keypad, DateTimeOffset now)
    {
        if (keypad is null || code is null)
            return null;

        // Every grant is compared, so that the time says nothing about which one it was.
        GrantRow? match = null;
        foreach (var grant in GrantStore.RecentAt(tx.Connection, keypad.AccessPoint, now))
        {
            if (codes.IsCode(code, grant))
                match = grant;
        }

        return match;
    }

    private static GrantFacts Standing(Transaction tx, GrantRow grant) => grant.OpeningId is { } opening
        ? grant.ToFacts() with { Opened = GrantStore.HasOpened(tx.Connection, opening) }
        : grant.ToFacts();

    private static CarrierFacts Standing(Transaction tx, GrantAttempt attempt, GrantRow grant, CarrierId carrier)
    {
        var standing = CarrierStanding.Find(tx.Connection, carrier, grant.HouseholdId, grant.AccessPointId);

        // A code or link was issued to the assigned driver: its generation is the proof. The API names the driver itself.
        var isAssigned = grant.DriverId is null || attempt.Carrier is null || attempt.Driver == grant.DriverId;
        return new CarrierFacts(standing.Verified, standing.Blocked, isAssigned);
    }

    private DeviceStanding Standing(DeviceContext opener, GrantAttempt attempt, bool cameraHeard, DateTimeOffset now) => new()
    {
        Online = attempt.Keypad == opener.Device || link.IsConnected(opener.Device),
        Tampered = opener.Facts.Tampered,
        Jammed = opener.Facts.Lock == LockState.Jammed,
        Lock = opener.Facts.LockNow(now),
        Door = opener.Facts.DoorNow(now),
        Meaning = opener.Meaning,
        CameraHeard = cameraHeard,
    };
}
