using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Every attempt to open by a grant: decided, consumed and entered in one transaction, and only then sent to the device. What cannot be
/// recorded does not open (S09).
/// </summary>
internal sealed class GrantOpenings(
    Database database, GrantDecisions decisions, IDeviceLink link, TrustedClock clock, ILogger<GrantOpenings> logger)
{
    /// <summary>A code typed at a device's keypad. Granted is the command itself: the device acts on the answer.</summary>
    public Task<UnlockAnswer> ByCodeAsync(DeviceId device, string code, string attemptId, CancellationToken cancellationToken) =>
        TryAsync(
            new GrantAttempt
            {
                WayIn = WayIn.Keypad(device),
                Actor = new Actor(ActorKind.Device, device.Value),
                Keypad = device,
                Code = code,
                AttemptId = attemptId,
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
    public Task<UnlockAnswer> ByCarrierAsync(CarrierAttempt attempt, CancellationToken cancellationToken) =>
        TryAsync(
            new GrantAttempt
            {
                WayIn = WayIn.Api(attempt.Carrier),
                Actor = new Actor(ActorKind.Carrier, attempt.Carrier.Value),
                Delivery = attempt.Delivery,
                AccessPoint = attempt.AccessPoint,
                Carrier = attempt.Carrier,
                Driver = attempt.Driver,
                ParcelMatches = attempt.ParcelMatches,
                Position = attempt.Position,
            },
            cancellationToken);

    private async Task<UnlockAnswer> TryAsync(GrantAttempt attempt, CancellationToken cancellationToken)
    {
        var (now, isUnsure) = clock.Read();
        GrantDecision decided;
        try
        {
            decided = await database.WriteAsync(tx => decisions.Decide(tx, attempt with { ClockUnsure = isUnsure }, now), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // S09: whatever went wrong in deciding or recording, nothing opens.
            logger.AttemptNotRecorded(exception);
            return UnlockAnswer.Denied(DenialReason.CannotRecord);
        }

        // A keypad acts on the answer; to every other device the command is sent, now or not at all.
        if (decided is { Opener: { } opener, Command: { } command } && attempt.Keypad != opener)
            await link.SendAsync(opener, command, CancellationToken.None);
        return decided.Answer;
    }
}

/// <summary>What a carrier's system sends to have one of its own deliveries opened.</summary>
internal sealed record CarrierAttempt
{
    public required CarrierId Carrier { get; init; }

    public required DeliveryId Delivery { get; init; }

    public required AccessPointId AccessPoint { get; init; }

    public DriverId? Driver { get; init; }

    public required bool ParcelMatches { get; init; }

    public GeoPosition? Position { get; init; }
}
