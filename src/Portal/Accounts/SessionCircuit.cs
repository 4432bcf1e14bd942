using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Portal.Accounts;

/// <summary>Ends an open page with its session: the page goes to the sign-in page, and its connection is cut a moment later (S26).</summary>
internal sealed class SessionCircuit(
    SessionAuthentication authentication, SessionWatch watch, IHttpContextAccessor http, TimeProvider time) : CircuitHandler, IDisposable
{
    /// <summary>Time for the page to leave by itself; who ignores it is cut off.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private IDisposable? _watched;
    private HttpContext? _connection;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (PortalClaims.SessionOf(user) is not { } session)
            return;
        if (watch.HasPlace(session))
            _watched = watch.Watch(session, EndAsync);
        else
            authentication.End();
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _connection = http.HttpContext;
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _connection = null;
        return Task.CompletedTask;
    }

    public void Dispose() => _watched?.Dispose();

    private async Task EndAsync(CancellationToken stoppingToken)
    {
        authentication.End();
        await Task.Delay(Grace, time, stoppingToken);
        _connection?.Abort();
    }
}
