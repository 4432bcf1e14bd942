using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;
using Portal.Client;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Support;

/// <summary>
/// A person at a browser. What the page complains of is kept: every error in its console, every breach of the content policy; and what
/// its sockets carry.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    public const int PatienceMs = 30_000;

    // Blazor makes a page live by rendering it anew: what the server rendered first is marked, to be told from that.
    private const string Watch =
        """
        addEventListener("DOMContentLoaded", () => {
            const main = document.getElementById("main");
            if (main) main.isOnlyRendered = true;
        });
        addEventListener("securitypolicyviolation", event =>
            console.error(`content policy: ${event.violatedDirective} refuses ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));
        """;

    private readonly Uri _address;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _frames = new();

    private Visitor(Uri address, IBrowserContext context, IPage page)
    {
        _address = address;
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>What the console and the content policy had to say; a good page says nothing.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Every frame that a socket of the page received, as text.</summary>
    public IReadOnlyCollection<string> Frames => _frames;

    public static async Task<Visitor> ComeAsync(
        IBrowser browser, Uri address, Screen screen, Action<BrowserNewContextOptions>? adjust)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = address.AbsoluteUri,
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Theme,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        };
        adjust?.Invoke(options);
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        await context.AddInitScriptAsync(Watch);
        var visitor = new Visitor(address, context, await context.NewPageAsync());
        visitor.Listen();
        return visitor;
    }

    public Task GoAsync(string path) => Page.GotoAsync(path);

    /// <summary>What is loaded from now on is in that language, as if it had been chosen here.</summary>
    public Task SpeakAsync(string language) =>
        _context.AddCookiesAsync([new Cookie { Name = Languages.Cookie, Value = language, Url = _address.AbsoluteUri }]);

    public async Task RegisterAsync(string name, string email, string household)
    {
        await GoAsync("/register");
        await Page.GetByLabel("Your name").FillAsync(name);
        await Page.GetByLabel("E-mail").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(PortalProcess.Password);
        await Page.GetByLabel("Name of the household").FillAsync(household);
        await Page.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    public async Task SignInAsync(string email)
    {
        await TypePasswordAsync(email);
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>As far as the password leads: in, or to the second step.</summary>
    public async Task TypePasswordAsync(string email)
    {
        await GoAsync("/sign-in");
        await Page.GetByText("Use e-mail and password").ClickAsync();
        await Page.GetByLabel("E-mail").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(PortalProcess.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>The person has a device that keeps passkeys and is unlocked with a finger.</summary>
    public async Task HoldPasskeysAsync()
    {
        var device = await _context.NewCDPSessionAsync(Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
            },
        });
    }

    /// <summary>The page hears the portal: before that, a tap goes nowhere.</summary>
    public Task HearAsync() => WaitAsync(
        "a live page", "() => document.readyState === 'complete' && document.getElementById('main')?.isOnlyRendered === undefined");

    /// <summary>The page has all it loads and shows what it read: no skeleton is left, and where it can hear it does.</summary>
    public Task SettleAsync() => WaitAsync(
        "a settled page",
        """
        () => document.readyState === "complete" && document.fonts.status === "loaded" && !document.querySelector(".skel")
            && !(document.querySelector("script[src*='blazor.web']") && document.getElementById("main")?.isOnlyRendered)
        """);

    /// <summary>What the page complained of until now, what axe finds, and whether it scrolls sideways.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync()
    {
        var faults = new List<string>(await Accessibility.ScanAsync(Page));
        if (await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            faults.Add("it scrolls sideways");
        while (_complaints.TryDequeue(out var complaint))
            faults.Add(complaint);
        return faults;
    }

    /// <summary>What was complained of so far was to be expected.</summary>
    public void ForgetComplaints() => _complaints.Clear();

    /// <summary>Goes on with the tab key until this has the focus.</summary>
    public async Task TabToAsync(ILocator target)
    {
        for (var tabs = 0; tabs < 100; tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"No way by keyboard to {target}.");
    }

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public Task SeeAsync(string text) => Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>This step of the opening has happened.</summary>
    public Task SeeStepAsync(string word) => WaitAsync(
        $"the step '{word}'",
        """
        word => [...document.querySelectorAll(".slots li:not(.is-next)")].some(slot => slot.firstChild.textContent.trim() === word)
        """,
        word);

    /// <summary>The same page at another size and in the other theme.</summary>
    public async Task ResizeAsync(Screen screen)
    {
        await Page.SetViewportSizeAsync(screen.Width, screen.Height);
        // What moves would be caught half way: colours that are on their way to the other theme pass for none of either.
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = screen.Theme, ReducedMotion = ReducedMotion.Reduce });
    }

    /// <summary>The phone is somewhere else now.</summary>
    public Task MoveAsync(Geolocation position) => _context.SetGeolocationAsync(position);

    /// <summary>Waits until the page's own state is so.</summary>
    /// <param name="what">What is missing when it does not come to be.</param>
    /// <param name="script">A function of <paramref name="argument"/>.</param>
    /// <param name="argument">Handed to the function.</param>
    public async Task WaitAsync(string what, string script, object? argument = null)
    {
        try
        {
            await Page.WaitForFunctionAsync(script, argument);
        }
        catch (TimeoutException late)
        {
            var picture = Path.Combine(Checkout.Out, "missing.png");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = picture });
            throw new TimeoutException($"Not within {PatienceMs / 1000} s at {Page.Url}: {what}. See {picture}.", late);
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _complaints.Enqueue($"{Page.Url}: {message.Text}");
        };
        Page.PageError += (_, error) => _complaints.Enqueue($"{Page.Url}: {error}");
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
            _frames.Enqueue(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? []));
    }
}
