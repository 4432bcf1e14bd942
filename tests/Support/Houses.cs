using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;

namespace Portal.Tests.Support;

/// <summary>Access points and paired devices of a test's portal.</summary>
internal static class Houses
{
    /// <summary>A car's trunk in the owner's household.</summary>
    public static async Task<AccessPointId> AddCarAsync(this PortalHost host, AccountId owner, CancellationToken cancellationToken)
    {
        var draft = new AccessPointDraft
        {
            Kind = AccessPointKind.Trunk,
            Name = "Car",
            TimeZone = "Europe/Berlin",
            CarMake = "Make",
            CarModel = "Model",
            CarColour = "red",
            CarPlate = "B-PT 2026",
        };
        return (await host.Get<AccessPoints>().AddAsync(owner, draft, cancellationToken)).Added
            ?? throw new InvalidOperationException("The car was not added.");
    }

    public static async Task<string> AskPairingCodeAsync(
        this PortalHost host, AccountId owner, AccessPointId accessPoint, CancellationToken cancellationToken) =>
        (await host.Get<Pairings>().AskCodeAsync(owner, accessPoint, cancellationToken))?.Code
        ?? throw new InvalidOperationException("There is no code.");

    /// <summary>A device that has claimed a code and waits for the owner's word.</summary>
    public static async Task<TestDevice> ClaimDeviceAsync(
        this PortalHost host, AccountId owner, AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await TestDevice.ClaimAsync(
            host.Address, await host.AskPairingCodeAsync(owner, accessPoint, cancellationToken), host.Get<TimeProvider>(), cancellationToken);

    /// <summary>A device that the owner has confirmed.</summary>
    public static async Task<TestDevice> PairDeviceAsync(
        this PortalHost host, AccountId owner, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var device = await host.ClaimDeviceAsync(owner, accessPoint, cancellationToken);
        var outcome = await host.Get<Pairings>().AnswerAsync(owner, device.Id, same: true, cancellationToken);
        return outcome == AccessOutcome.Done ? device : throw new InvalidOperationException(outcome.ToString());
    }
}
