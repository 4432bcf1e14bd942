using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Portal.Browser.Tests.Support.Chromium))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Portal.Browser.Tests.Support;

/// <summary>One browser for all tests; each person has a context of their own. The machine's Chromium, or the one that PORTAL_CHROMIUM names.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PORTAL_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Flags,
        });
        Assertions.SetDefaultExpectTimeout(Visitor.PatienceMs);
    }

    /// <summary>Somebody at a browser of their own.</summary>
    internal Task<Visitor> VisitAsync(Uri address, Screen screen, Action<BrowserNewContextOptions>? adjust = null) =>
        Visitor.ComeAsync(_browser ?? throw new InvalidOperationException("The browser is not started."), address, screen, adjust);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
