namespace Portal.Browser.Tests.Support;

/// <summary>One demo portal for the tests of a class, and people who signed in to it once.</summary>
public sealed class DemoPortal(Chromium chromium) : IAsyncLifetime
{
    private readonly Dictionary<string, Visitor> _visitors = [];
    private PortalProcess? _portal;

    internal PortalProcess Portal => _portal ?? throw new InvalidOperationException("The portal is not started.");

    public async ValueTask InitializeAsync() => _portal = await PortalProcess.StartDemoAsync(TestContext.Current.CancellationToken);

    /// <summary>Somebody at a browser of their own, signed in; null for somebody who is not.</summary>
    internal async Task<Visitor> AsAsync(string? email)
    {
        if (_visitors.TryGetValue(email ?? "", out var known))
            return known;
        var visitor = await chromium.VisitAsync(Portal.Address, Screen.Desk);
        if (email is not null)
            await visitor.SignInAsync(email);
        return _visitors[email ?? ""] = visitor;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
            await visitor.DisposeAsync();
        await Portal.DisposeAsync();
    }
}
