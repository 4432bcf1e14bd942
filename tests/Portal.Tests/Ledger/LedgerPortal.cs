using Portal.Ledger;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

/// <summary>A portal with some entries in its ledger, and a client that has nothing to show.</summary>
public sealed class LedgerPortal : IAsyncLifetime
{
    private PortalHost? _portal;

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalHost.StartAsync(CancellationToken.None);
        Client.BaseAddress = _portal.Address;
        await _portal.Get<Database>().WriteAsync(
            tx => _portal.Get<LedgerWriter>().Append(tx, ManualTime.Start, SomeEntries.Plain(0, 300)), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_portal is not null)
            await _portal.DisposeAsync();
    }
}
