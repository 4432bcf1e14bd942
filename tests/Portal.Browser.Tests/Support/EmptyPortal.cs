namespace Portal.Browser.Tests.Support;

/// <summary>One empty portal for the tests of a class, as an operator starts it.</summary>
public sealed class EmptyPortal : IAsyncLifetime
{
    private PortalProcess? _portal;

    internal PortalProcess Portal => _portal ?? throw new InvalidOperationException("The portal is not started.");

    // Everybody comes from one address here, and one after the other.
    public async ValueTask InitializeAsync() => _portal = await PortalProcess.StartEmptyAsync(
        [KeyValuePair.Create("Portal__Limits__GuessesPerMinute", "1000")], TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
