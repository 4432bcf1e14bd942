using System.Globalization;
using System.Security.Cryptography;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Demo;
using Portal.Device;
using Portal.Device.Protocol;

namespace Portal.Demo;

/// <summary>The carrier's driver: has what the carrier was given, stands somewhere, and opens once.</summary>
internal sealed class DemoDriver(DemoCarrier carrier, TimeProvider time)
{
    private const int WrongCodes = 5;
    private const double PhoneAccuracyM = 8;
    private const double MetresPerDegree = 111_195;

    private static readonly DemoOutcome NothingApproved = new(
        "There is no approved delivery here, so the driver has no code. Request one, then approve it on Home.");

    /// <summary>Types the code of the next delivery.</summary>
    public async Task<DemoOutcome> EnterCodeAsync(DemoDevice device, bool leavesOpen, CancellationToken cancellationToken)
    {
        if (await carrier.FindApprovedAsync(device.Spot.Handle, cancellationToken) is not { } delivery)
            return NothingApproved;
        var access = await carrier.AccessAsync(delivery, cancellationToken);
        return access.Value is { Code: { } code }
            ? Said(device, await device.Body.EnterCodeAsync(code, cancellationToken), leavesOpen)
            : new DemoOutcome($"Nordpost got no code. {access.Problem}");
    }

    /// <summary>Somebody guesses.</summary>
    public static async Task<DemoOutcome> EnterWrongCodesAsync(DemoDevice device, CancellationToken cancellationToken)
    {
        var last = "";
        for (var typed = 0; typed < WrongCodes; typed++)
        {
            var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
            last = await device.Body.EnterCodeAsync(code, cancellationToken) switch
            {
                CodeAnswer.Denied denied => denied.Reason,
                CodeAnswer.NoAnswer => "no answer",
                _ => "granted",
            };
        }

        return new DemoOutcome($"{WrongCodes} codes were typed. To the last the device said '{last}'. Nothing opened.");
    }

    /// <summary>Asks for the opening from so many metres beside the place.</summary>
    public async Task<DemoOutcome> OpenAsync(DemoDevice device, double metresAway, CancellationToken cancellationToken)
    {
        if (await carrier.FindApprovedAsync(device.Spot.Handle, cancellationToken) is not { } delivery)
            return NothingApproved;
        var access = await carrier.AccessAsync(delivery, cancellationToken);
        if (access.Value is null)
            return new DemoOutcome($"Nordpost's driver has no link yet. {access.Problem}");
        if (access.Value.Place is not { } place)
            return new DemoOutcome("Portal does not know yet where the car is: its box says so with its next heartbeat, within 15 s. Then press again.");
        var position = place with
        {
            Lat = place.Lat + (metresAway / MetresPerDegree),
            AccuracyM = PhoneAccuracyM,
            At = time.GetUtcNow(),
        };
        var decision = await carrier.UnlockAsync(delivery, position, cancellationToken);
        if (decision.Value is { IsGranted: true })
            device.TryVisit(leavesOpen: false);
        return new DemoOutcome(decision.Value is { } answer ? $"The driver reads: ‘{answer.Message}’" : $"{decision.Problem}");
    }

    public async Task<DemoOutcome> ShowLinkAsync(DemoDevice device, CancellationToken cancellationToken)
    {
        if (await carrier.FindApprovedAsync(device.Spot.Handle, cancellationToken) is not { } delivery)
            return NothingApproved;
        var access = await carrier.AccessAsync(delivery, cancellationToken);
        return access.Value is { } given
            ? new DemoOutcome($"This is {DemoPeople.Driver}’s link. Whoever has it may open once, from near enough.", given.DriverUrl)
            : new DemoOutcome($"Nordpost's driver has no link yet. {access.Problem}");
    }

    private static DemoOutcome Said(DemoDevice device, CodeAnswer answer, bool leavesOpen) => answer switch
    {
        CodeAnswer.Granted { Status: CommandStatus.Done } => device.TryVisit(leavesOpen)
            ? new DemoOutcome($"The device said: granted. {(leavesOpen ? "The driver opens it and drives off." : "The driver opens it, leaves the parcel and shuts it.")}")
            : new DemoOutcome("The device said: granted. Somebody is still there, so nobody opens it."),
        CodeAnswer.GrantedOffline { Status: CommandStatus.Done } when device.TryVisit(leavesOpen) =>
            new DemoOutcome("Portal did not answer, and the device judged by itself: granted. Nobody can watch it as it happens."),
        CodeAnswer.Granted granted => new DemoOutcome($"Granted, but the device could not: {granted.Error ?? granted.Status}."),
        CodeAnswer.Denied denied => new DemoOutcome($"The device said no: {denied.Reason}."),
        CodeAnswer.NoAnswer => new DemoOutcome("Portal did not answer the device within 3 s. Nothing opened."),
        _ => throw new InvalidOperationException($"No such answer: {answer}."),
    };
}
