using Portal.Accounts;
using Portal.Client.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>One portal for a class of tests, with one owner; each test pairs devices of its own.</summary>
public sealed class OneHouse : IAsyncLifetime
{
    internal PortalHost Host { get; private set; } = null!; // Set before the first test.

    internal NewOwner Owner { get; private set; } = null!; // Set before the first test.

    public async ValueTask InitializeAsync()
    {
        Host = await PortalHost.StartAsync(TestContext.Current.CancellationToken);
        Owner = await Host.AddOwnerAsync("owner@example.org", TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    internal Task<AccessPointId> AddCarAsync(CancellationToken cancellationToken) => Host.AddCarAsync(Owner.Account, cancellationToken);

    /// <summary>A confirmed device at a car of its own.</summary>
    internal async Task<TestDevice> PairDeviceAsync(CancellationToken cancellationToken) =>
        await Host.PairDeviceAsync(Owner.Account, await AddCarAsync(cancellationToken), cancellationToken);

    /// <summary>A device that waits for the owner's word, at a car of its own.</summary>
    internal async Task<TestDevice> ClaimDeviceAsync(CancellationToken cancellationToken) =>
        await Host.ClaimDeviceAsync(Owner.Account, await AddCarAsync(cancellationToken), cancellationToken);
}
