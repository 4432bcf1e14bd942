using System.Text.Json;
using Microsoft.Playwright;
using Portal.Tests.Support;

namespace Portal.Benchmarks.PageWeight;

/// <summary>A real Chromium the size of a phone that counts what comes over the wire, and that can be made as slow as one.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private const string Paints =
        """
        () => new Promise(done => {
          const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
          new PerformanceObserver(list => done([first, list.getEntries().at(-1).startTime])).observe({ type: 'largest-contentful-paint', buffered: true });
        })
        """;

    // Lighthouse's 'mobile slow 4G' as its throttling by DevTools has it (core/config/constants.js): 1.6 Mbit/s and 150 ms, times 0.9 and 3.75.
    private const double Latency = 562.5;
    private const double Down = 1.6 * 1024 * 0.9 * 1024 / 8;
    private const double Up = 750 * 0.9 * 1024 / 8;
    private const int SlowerProcessor = 4;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;
    private readonly ICDPSession _tools;
    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _bytes = new(StringComparer.Ordinal);
    private long _pushed;

    private Phone(IPlaywright playwright, IBrowser browser, IPage page, ICDPSession tools)
    {
        _playwright = playwright;
        _browser = browser;
        _page = page;
        _tools = tools;
    }

    /// <summary>What came through web sockets, unpacked.</summary>
    public long Pushed => Interlocked.Read(ref _pushed);

    /// <param name="line">On which it reaches the portal; null for the straight way.</param>
    public static async Task<Phone> OpenAsync(Line? line = null)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await OwnersBrowser.LaunchAsync(playwright, line);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 } });
        var tools = await page.Context.NewCDPSessionAsync(page);
        var phone = new Phone(playwright, browser, page, tools);
        tools.Event("Network.responseReceived").OnEvent += (_, told) => phone.Note(told);
        tools.Event("Network.loadingFinished").OnEvent += (_, told) => phone.Count(told);
        tools.Event("Network.webSocketFrameReceived").OnEvent += (_, told) => phone.CountFrame(told);
        await tools.SendAsync("Network.enable");
        return phone;
    }

    public Task SignInAsync(Uri portal) => _page.SignInAsync(portal);

    /// <summary>Follows a driver's link and presses its one button.</summary>
    public async Task TakeAsync(string link)
    {
        await _page.GotoAsync(link);
        await _page.Locator("main form button").ClickAsync();
        await _page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/d");
    }

    /// <summary>As a phone on the way: a fourth of the processor, a slow line.</summary>
    public async Task SlowDownAsync()
    {
        await _tools.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = SlowerProcessor });
        await _tools.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = Latency,
            ["downloadThroughput"] = Down,
            ["uploadThroughput"] = Up,
        });
    }

    /// <summary>Opens a page until nothing more comes and, where it is live, until it hears.</summary>
    /// <returns>Bytes over the wire with their headers, by kind; what the page painted when, in ms.</returns>
    public async Task<Visited> VisitAsync(Uri address, bool first, bool isLive)
    {
        if (first)
            await _tools.SendAsync("Network.clearBrowserCache");
        await _page.GotoAsync("about:blank");
        lock (_gate)
            _bytes.Clear();
        await _page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        if (isLive)
            await _page.Locator("main[data-hears]").WaitForAsync();
        var hears = await _page.EvaluateAsync<double>("() => performance.now()");
        var paints = await _page.EvaluateAsync<double[]>(Paints);
        lock (_gate)
            return new Visited(new SortedDictionary<string, long>(_bytes, StringComparer.Ordinal), Math.Round(paints[0]), Math.Round(paints[1]), Math.Round(hears));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Note(JsonElement? told)
    {
        if (told is not { } response)
            return;
        lock (_gate)
            _kinds[Id(response)] = response.GetProperty("type").GetString() ?? "Other";
    }

    private void Count(JsonElement? told)
    {
        if (told is not { } finished)
            return;
        lock (_gate)
        {
            var kind = _kinds.GetValueOrDefault(Id(finished), "Other");
            _bytes[kind] = _bytes.GetValueOrDefault(kind) + (long)finished.GetProperty("encodedDataLength").GetDouble();
        }
    }

    private void CountFrame(JsonElement? told)
    {
        if (told is not { } frame)
            return;
        var response = frame.GetProperty("response");
        var data = response.GetProperty("payloadData").GetString() ?? "";
        // Binary frames are told in base64.
        Interlocked.Add(ref _pushed, response.GetProperty("opcode").GetInt32() == 2 ? Convert.FromBase64String(data).Length : data.Length);
    }

    private static string Id(JsonElement told) => told.GetProperty("requestId").GetString() ?? "";
}

/// <summary>One visit of a page.</summary>
/// <param name="Bytes">Over the wire, by the browser's kinds: Document, Stylesheet, Script, Font, …</param>
/// <param name="FirstPaintMs">First contentful paint.</param>
/// <param name="LargestPaintMs">Largest contentful paint: the page says how things stand.</param>
/// <param name="HearsMs">Nothing more comes, and a live page hears Portal.</param>
internal sealed record Visited(IReadOnlyDictionary<string, long> Bytes, double FirstPaintMs, double LargestPaintMs, double HearsMs)
{
    public long Total => Bytes.Values.Sum();
}
