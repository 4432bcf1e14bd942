namespace Portal.Browser.Tests.Support;

/// <summary>One empty portal for the tests of a class, as an operator starts it.</summary>
public sealed class EmptyPortal : IAsyncLifetime
{
    private PortalProcess? _portal;

    internal PortalProcess Portal => _portal ?? throw new InvalidOperationException("The portal is not started.");

    public async ValueTask InitializeAsync() => _portal = await PortalProcess.StartEmptyAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
