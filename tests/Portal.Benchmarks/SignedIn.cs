using Microsoft.Playwright;
using Portal.Tests.Support;

namespace Portal.Benchmarks;

/// <summary>The stage's owner in a browser.</summary>
internal static class SignedIn
{
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
