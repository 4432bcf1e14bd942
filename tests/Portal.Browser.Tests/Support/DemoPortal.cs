namespace Portal.Browser.Tests.Support;

/// <summary>One demo portal for the tests of a class, and who is signed in to it.</summary>
public sealed class DemoPortal : IAsyncLifetime
{
    private PortalProcess? _portal;

    internal PortalProcess Portal => _portal ?? throw new InvalidOperationException("The portal is not started.");

    public async ValueTask InitializeAsync() => _portal = await PortalProcess.StartDemoAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
