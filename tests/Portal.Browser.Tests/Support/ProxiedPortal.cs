namespace Portal.Browser.Tests.Support;

/// <summary>A portal in Production with nginx before it, for the tests of a class.</summary>
public sealed class ProxiedPortal : IAsyncLifetime
{
    /// <summary>How many a minute one address has.</summary>
    public const int Guesses = 5;

    private PortalProcess? _portal;
    private Nginx? _nginx;

    /// <summary>Where the portal itself listens: only the proxy is meant to call there.</summary>
    internal Uri Inside { get; } = new($"http://127.0.0.1:{PortalProcess.FreePort()}");

    internal Uri Outside { get; } = new($"https://localhost:{PortalProcess.FreePort()}");

    /// <summary>Where nginx listens for those who do not know of https.</summary>
    internal Uri Plain { get; } = new($"http://localhost:{PortalProcess.FreePort()}");

    internal Nginx Nginx => _nginx ?? throw new InvalidOperationException("nginx is not started.");

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        _portal = await PortalProcess.StartEmptyAsync(
            [
                new("ASPNETCORE_URLS", Inside.GetLeftPart(UriPartial.Authority)),
                new("Portal__PublicUrl", Outside.GetLeftPart(UriPartial.Authority)),
                new("Portal__Proxy__Known__0", "127.0.0.1"),
                new("Portal__Limits__GuessesPerMinute", $"{Guesses}"),
            ],
            stop);
        _nginx = await Nginx.StartAsync(Inside, Outside, Plain.Port, stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
            await _nginx.DisposeAsync();
        if (_portal is not null)
            await _portal.DisposeAsync();
    }
}
