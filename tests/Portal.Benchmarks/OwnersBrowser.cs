using Microsoft.Playwright;
using Portal.Tests.Support;

namespace Portal.Benchmarks;

/// <summary>The browser of every benchmark, and the stage's owner in it.</summary>
internal static class OwnersBrowser
{
    /// <param name="playwright">Its driver.</param>
    /// <param name="line">On which it reaches the portal, at the portal's own address; null for the straight way.</param>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, Line? line = null) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Environment.GetEnvironmentVariable("PORTAL_CHROMIUM") ?? "/usr/bin/chromium",
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
            .. line is null ? Array.Empty<string>() : [$"--host-resolver-rules=MAP {line.Portal.Authority} 127.0.0.1:{line.Address.Port}"],
        ],
    });

    public static async Task SignInAsync(this IPage page, Uri portal)
    {
        await page.GotoAsync(new Uri(portal, "/sign-in").AbsoluteUri);
        // A passkey comes first; the password stands folded beneath it.
        await page.Locator("summary").ClickAsync();
        await page.FillAsync("[name='Form.Email']", PortalStage.Email);
        await page.FillAsync("[name='Form.Password']", People.Password);
        await page.Locator("[name='Form.Password']").PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }
}
