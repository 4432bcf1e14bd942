using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Every attempt to open by a grant: decided, consumed and entered in one transaction, and only then sent to the device. What cannot be
/// recorded does not open (S09).
/// </summary>
internal sealed class GrantOpenings(
    Database database, LedgerWriter ledger, GrantSecrets secrets, IGrantOutcome outcome, IDeviceLink link, TrustedClock clock,
    ILogger<GrantOpenings> logger)
{
    private static readonly TimeSpan CommandLife = TimeSpan.FromSeconds(10);

    /// <summary>A code typed at a device's keypad. Granted is the command itself: the device acts on the answer.</summary>
    public Task<UnlockAnswer> ByCodeAsync(DeviceId device, string code, string attemptId, CancellationToken cancellationToken) =>
        TryAsync(
            new GrantAttempt
            {
                WayIn = WayIn.Keypad(device),
                Actor = new Actor(ActorKind.Device, device.Value),
                Keypad = device,
                Code = code,
            },
            cancellationToken);

    /// <summary>The driver page's button. <paramref name="generation"/> is that of the link which began the session.</summary>
    public Task<UnlockAnswer> ByDriverAsync(
        GrantId grant, int generation, string session, GeoPosition? position, CancellationToken cancellationToken) =>
        TryAsync(
            new GrantAttempt
            {
                WayIn = WayIn.Driver(session),
                Actor = new Actor(ActorKind.Driver, session),
                Grant = grant,
                Generation = generation,
                Position = position,
            },
            cancellationToken);

    /// <summary>The carrier's API, for one of its own deliveries.</summary>
    public Task<UnlockAnswer> ByCarrierAsync(
        DeliveryId delivery, CarrierId carrier, DriverId? driver, bool parcelMatches, GeoPosition? position,
        CancellationToken cancellationToken) =>
        TryAsync(
            new GrantAttempt
            {
                WayIn = WayIn.Api(carrier),
                Actor = new Actor(ActorKind.Carrier, carrier.Value),
                Delivery = delivery,
                Carrier = carrier,
                Driver = driver,
                ParcelMatches = parcelMatches,
                Position = position,
            },
            cancellationToken);

    private async Task<UnlockAnswer> TryAsync(GrantAttempt attempt, CancellationToken cancellationToken)
    {
        var (now, isUnsure) = clock.Read();
        (UnlockAnswer Answer, DeviceId? Device, DeviceCommand? Command) decided;
        try
        {
            decided = await database.WriteAsync(tx => Decide(tx, attempt with { ClockUnsure = isUnsure }, now), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // S09: whatever went wrong in deciding or recording, nothing opens.
            logger.AttemptNotRecorded(exception);
            return UnlockAnswer.Denied(DenialReason.CannotRecord);
        }

        // A keypad acts on the answer; to everyone else's device the command is sent, now or not at all.
        if (decided is { Device: { } device, Command: { } command } && attempt.Keypad is null)
            await link.SendAsync(device, command, CancellationToken.None);
        return decided.Answer;
    }

    private (UnlockAnswer Answer, DeviceId? Device, DeviceCommand? Command) Decide(Transaction tx, GrantAttempt attempt, DateTimeOffset now)
    {
        var keypad = attempt.Keypad is { } asking ? DeviceStore.Find(tx.Connection, asking) : null;
        var (grant, proven) = Prove(tx, attempt, keypad, now);
        var accessPoint = grant?.AccessPointId ?? keypad?.AccessPoint;
        if (accessPoint is not { } at)
            return (UnlockAnswer.Denied(proven ? DenialReason.NotReady : DenialReason.CodeRefused), null, null);

        var opener = DeviceStore.FindOpener(tx.Connection, at) is { } id ? DeviceStore.Find(tx.Connection, id) : null;
        var facts = Gather(tx, attempt, grant, proven, opener, at, now);
        var decision = AccessRules.Decide(facts);
        var subject = opener ?? keypad;
        if (!decision.IsGranted || grant is null || opener is null)
        {
            var reason = decision.Reason ?? DenialReason.DeviceOffline;
            Enter(tx, attempt, subject, grant, EntryKinds.AccessDenied, LedgerData.Of(new { reason, wayIn = attempt.WayIn.Word }), now);
            return (UnlockAnswer.Denied(reason) with { DistanceM = AccessRules.DistanceM(facts) }, null, null);
        }

        var (opening, command) = Grant(tx, attempt, grant, opener, now);
        var answer = new UnlockAnswer
        {
            Decision = decision,
            OpeningId = opening,
            CommandId = command.Id,
            ExpiresAt = command.ExpiresAt,
        };
        return (answer, opener.Device, command);
    }

    /// <summary>Finds the grant that the attempt is about, and whether what was shown is right for it.</summary>
    private (GrantRow? Grant, bool Proven) Prove(Transaction tx, GrantAttempt attempt, DeviceContext? keypad, DateTimeOffset now)
    {
        if (attempt.Keypad is not null)
        {
            if (keypad is null || attempt.Code is not { } code)
                return (null, false);
            // Every grant is compared, so that the time says nothing about which one it was.
            GrantRow? match = null;
            foreach (var grant in GrantStore.RecentAt(tx.Connection, keypad.AccessPoint, now))
            {
                if (secrets.IsCode(code, grant.Id, grant.Generation))
                    match = grant;
            }

            return (match, match is not null);
        }

        if (attempt.Grant is { } id)
        {
            var grant = GrantStore.Find(tx.Connection, id);
            return (grant, grant is not null && grant.Generation == attempt.Generation);
        }

        return attempt.Delivery is { } delivery && GrantStore.FindOf(tx.Connection, delivery) is { } row && row.CarrierId == attempt.Carrier
            ? (row, true)
            : (null, attempt.Carrier is not null);
    }

    private AccessAttempt Gather(
        Transaction tx, GrantAttempt attempt, GrantRow? grant, bool proven, DeviceContext? opener, AccessPointId at, DateTimeOffset now)
    {
        var place = GrantStore.Place(tx.Connection, at, opener?.Device);
        return new AccessAttempt
        {
            Now = now,
            ClockUnsure = attempt.ClockUnsure,
            WayIn = attempt.WayIn,
            Proven = proven,
            Grant = grant?.ToFacts(),
            Carrier = grant?.CarrierId is { } carrier ? Standing(tx, attempt, grant, carrier) : null,
            Place = place.ToFacts(now),
            Device = opener is null ? null : Standing(opener, attempt, place.CameraRequired, now),
            HouseholdPaused = place.HouseholdPausedAt is not null,
            AccessPointPaused = place.PausedAt is not null,
            EarlierOpeningUnsecured = opener?.Opening is { } earlier && earlier.Grant != grant?.Id,
            Position = attempt.Position,
            ParcelMatches = attempt.ParcelMatches,
        };
    }

    private static CarrierFacts Standing(Transaction tx, GrantAttempt attempt, GrantRow grant, CarrierId carrier)
    {
        var standing = CarrierStanding.Find(tx.Connection, carrier, grant.HouseholdId, grant.AccessPointId);

        // A code or link was issued to the assigned driver: its generation is the proof. The API names the driver itself.
        var isAssigned = grant.DriverId is null || attempt.Carrier is null || attempt.Driver == grant.DriverId;
        return new CarrierFacts(standing.Verified, standing.Blocked, isAssigned);
    }

    private DeviceStanding Standing(DeviceContext opener, GrantAttempt attempt, bool cameraRequired, DateTimeOffset now) => new()
    {
        Online = attempt.Keypad == opener.Device || link.IsConnected(opener.Device),
        Tampered = opener.Facts.Tampered,
        Lock = opener.Facts.LockNow(now),
        Door = opener.Facts.DoorNow(now),
        Meaning = opener.Meaning,
        CameraHeard = !cameraRequired,
    };

    private (OpeningId Opening, DeviceCommand Command) Grant(
        Transaction tx, GrantAttempt attempt, GrantRow grant, DeviceContext opener, DateTimeOffset now)
    {
        // The second chance: the same opening, and the same command as long as it lives.
        if (grant.OpeningId is { } begun)
        {
            var repeated = CommandStore.FindLive(tx.Connection, begun, now) ?? Command(tx, opener, begun, now);
            Enter(tx, attempt, opener, grant, EntryKinds.AccessGranted, Granted(attempt, begun, repeated), now);
            return (begun, repeated);
        }

        var opening = Openings.Begin(tx, opener, grant.Id, account: null, now);
        if (!GrantStore.Use(tx, grant.Id, attempt.WayIn, opening))
            throw new InvalidOperationException("A grant that was ready could not be used in the same transaction.");
        var command = Command(tx, opener, opening, now);
        Enter(tx, attempt, opener, grant, EntryKinds.AccessGranted, Granted(attempt, opening, command), now);
        outcome.Began(tx, grant.DeliveryId, opening, now);
        return (opening, command);
    }

    private static DeviceCommand Command(Transaction tx, DeviceContext opener, OpeningId opening, DateTimeOffset now)
    {
        var command = DeviceCommand.ToUnlock(opener.Meaning, PortalId.New<CommandId>(now), now + CommandLife);
        CommandStore.Add(tx, opener.Device, command, opening, now);
        return command;
    }

    private static string Granted(GrantAttempt attempt, OpeningId opening, DeviceCommand command) =>
        LedgerData.Of(new { opening, command = command.Id, wayIn = attempt.WayIn.Word });

    private void Enter(
        Transaction tx, GrantAttempt attempt, DeviceContext? device, GrantRow? grant, string kind, string data, DateTimeOffset now)
    {
        if (device is not null)
            ledger.Append(tx, now, device.Entry(kind, attempt.Actor, now, data) with { Delivery = grant?.DeliveryId });
        else if (grant is not null)
            ledger.Append(tx, now, new NewEntry
            {
                Kind = kind,
                Actor = attempt.Actor,
                At = now,
                Household = grant.HouseholdId,
                AccessPoint = grant.AccessPointId,
                Delivery = grant.DeliveryId,
                Data = data,
            });
    }
}
