using Microsoft.Playwright;

namespace Portal.Benchmarks.LivePage;

/// <summary>A real Chromium that notes when each event first stands in the document, on the clock that the sender uses.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private const string Watch =
        """
        selector => {
          const seen = window.seen = new Map();
          const look = () => {
            const now = performance.timeOrigin + performance.now();
            for (const time of document.querySelectorAll(selector)) {
              const at = time.getAttribute('datetime');
              if (!seen.has(at)) seen.set(at, now);
            }
          };
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;
    private readonly ICDPSession _tools;

    private Screen(IPlaywright playwright, IBrowser browser, IPage page, ICDPSession tools)
    {
        _tools = tools;
        _playwright = playwright;
        _browser = browser;
        _page = page;
    }

    public static async Task<Screen> OpenAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await OwnersBrowser.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("Performance.enable");
        return new Screen(playwright, browser, page, tools);
    }

    public Task SignInAsync(Uri portal) => _page.SignInAsync(portal);

    /// <summary>Opens a page and watches the times that the selector finds.</summary>
    public async Task WatchAsync(Uri address, string selector)
    {
        await _page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await _page.EvaluateAsync(Watch, selector);
    }

    /// <summary>When each event was first seen, in Unix milliseconds, by its time.</summary>
    public async Task<IReadOnlyDictionary<string, double>> SeenAsync() =>
        await _page.EvaluateAsync<Dictionary<string, double>>("() => Object.fromEntries(window.seen)");

    /// <summary>Waits until an event stands in the document.</summary>
    /// <returns>False when it did not in the given time.</returns>
    public async Task<bool> WaitForAsync(string at, TimeSpan within, CancellationToken cancellationToken)
    {
        using var look = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        var begun = TimeProvider.System.GetTimestamp();
        while (!await _page.EvaluateAsync<bool>("at => window.seen.has(at)", at))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > within)
                return false;
            await look.WaitForNextTickAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>What the page has cost its main thread so far.</summary>
    public async Task<BrowserWork> WorkAsync()
    {
        var metrics = (await _tools.SendAsync("Performance.getMetrics"))?.GetProperty("metrics").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString() ?? "", one => one.GetProperty("value").GetDouble() * 1000, StringComparer.Ordinal)
            ?? throw new InvalidDataException("The browser gave no metrics.");
        return new BrowserWork(metrics["TaskDuration"], metrics["ScriptDuration"], metrics["RecalcStyleDuration"], metrics["LayoutDuration"]);
    }

    /// <summary>How far the page's clock is ahead of ours, from the round trip that took least.</summary>
    public async Task<double> ClockAheadMsAsync()
    {
        var (best, ahead) = (double.MaxValue, 0.0);
        for (var i = 0; i < 20; i++)
        {
            var before = WallClock.NowMs;
            var theirs = await _page.EvaluateAsync<double>("() => performance.timeOrigin + performance.now()");
            var after = WallClock.NowMs;
            if (after - before < best)
                (best, ahead) = (after - before, theirs - ((before + after) / 2));
        }

        return ahead;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
