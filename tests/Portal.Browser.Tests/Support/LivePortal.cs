using Portal.Tests.Support;

namespace Portal.Browser.Tests.Support;

/// <summary>One demo portal for the tests of a class, whose people reach it over a line that can be cut.</summary>
public sealed class LivePortal : IAsyncLifetime
{
    private PortalProcess? _portal;
    private Line? _line;
    private CarrierProgram? _carrier;

    internal PortalProcess Portal => _portal ?? throw new InvalidOperationException("The portal is not started.");

    internal Line Line => _line ?? throw new InvalidOperationException("There is no line yet.");

    /// <summary>Calls past the line.</summary>
    internal CarrierProgram Carrier => _carrier ?? throw new InvalidOperationException("The portal is not started.");

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        var inside = new Uri($"http://localhost:{PortalProcess.FreePort()}");
        _line = Line.To(inside);
        _portal = await PortalProcess.StartDemoAsync(
            [
                new("ASPNETCORE_URLS", inside.GetLeftPart(UriPartial.Authority)),
                new("Portal__PublicUrl", _line.Address.GetLeftPart(UriPartial.Authority)),
            ],
            stop);
        _carrier = new CarrierProgram(inside, await _portal.Program.ReadAsync("Carrier key:", stop));
    }

    /// <summary>Asks for a window that is open now.</summary>
    internal async Task<string> RequestAsync(string kind, CancellationToken cancellationToken)
    {
        var handle = (await Portal.ReadColumnAsync($"SELECT handle FROM access_point WHERE kind = '{kind}'", cancellationToken))[0];
        return await Carrier.RequestAsync(handle, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _carrier?.Dispose();
        if (_portal is not null)
            await _portal.DisposeAsync();
        if (_line is not null)
            await _line.DisposeAsync();
    }
}
