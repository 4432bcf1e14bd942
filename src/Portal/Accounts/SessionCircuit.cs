using Microsoft.AspNetCore.Components.Server.Circuits;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>
/// Ends an open page with its session: the page goes to the sign-in page, and its connection is cut a moment later (S26). So ends one that there
/// is no place for, and one that somebody else's connection takes up.
/// </summary>
internal sealed class SessionCircuit(
    SessionAuthentication authentication, SessionWatch watch, IHttpContextAccessor http, TimeProvider time) : CircuitHandler, IAsyncDisposable
{
    /// <summary>Time for the page to leave by itself; who ignores it is cut off.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _left = new();
    private SessionId? _session;
    private IDisposable? _watched;
    private HttpContext? _connection;
    private Task _ending = Task.CompletedTask;
    private bool _isOver;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _session = PortalClaims.SessionOf((await authentication.GetAuthenticationStateAsync()).User);
        if (_session is not { } session)
            return;
        if (watch.HasPlace(session))
            _watched = watch.Watch(session, EndAsync);
        else
            _ending = EndAsync(_left.Token);
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _connection = http.HttpContext;
        if (_connection is not { } connection || (!_isOver && PortalClaims.SessionOf(connection.User) == _session))
            return Task.CompletedTask;
        authentication.End();
        connection.Abort();
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _connection = null;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _watched?.Dispose();
        await _left.CancelAsync();
        await _ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _left.Dispose();
    }

    private async Task EndAsync(CancellationToken stoppingToken)
    {
        authentication.End();
        await Task.Delay(Grace, time, stoppingToken);
        _isOver = true;
        _connection?.Abort();
    }
}
