using Microsoft.Playwright;

namespace Portal.Browser.Tests.Support;

/// <summary>Pictures of screens, to be looked at; in <c>tests/out</c>.</summary>
internal static class Pictures
{
    public static Task TakeAsync(IPage page, string name, Screen screen) =>
        page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Checkout.Out, $"{name}-{screen}.png"),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
        });
}
