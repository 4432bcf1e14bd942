using Microsoft.AspNetCore.SignalR;
using Portal.Accounts;
using Portal.Client.Accounts;

namespace Portal.Live;

/// <summary>Opens and closes the subscriptions of the connections on <c>/live</c>. Each ends with the session that it came by (S26).</summary>
internal sealed class LiveSubscriptions(
    IServiceScopeFactory scopes, IHubContext<LiveHub> hub, SessionWatch watch, TimeProvider time, ILogger<LiveSubscriptions> logger)
{
    /// <summary>Programs and tabs of one account at once; one more is turned away.</summary>
    private const int PerAccount = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, int> _counts = [];

    /// <summary>The subscription, or null when the account has too many.</summary>
    public async Task<IAsyncDisposable?> OpenAsync(LiveSession session, HubCallerContext context)
    {
        if (!Take(session.AccountId))
            return null;
        var opened = new Opened(this, session.AccountId, Subscription(session, context), context.Abort);
        try
        {
            opened.Watch(watch, session.Id);
            await opened.Subscription.BeginAsync(context.ConnectionAborted);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private LiveSubscription Subscription(LiveSession session, HubCallerContext context) => new(
        new LiveCaller(scopes, session.ToPrincipal(), session.AccountId),
        hub.Clients.Client(context.ConnectionId),
        time,
        logger,
        context.Abort);

    private bool Take(AccountId account)
    {
        lock (_gate)
        {
            var count = _counts.GetValueOrDefault(account);
            if (count == PerAccount)
                return false;
            _counts[account] = count + 1;
            return true;
        }
    }

    private void GiveBack(AccountId account)
    {
        lock (_gate)
        {
            if (--_counts[account] == 0)
                _counts.Remove(account);
        }
    }

    private sealed class Opened(LiveSubscriptions subscriptions, AccountId account, LiveSubscription subscription, Action abort)
        : IAsyncDisposable
    {
        private IDisposable? _watched;

        public LiveSubscription Subscription => subscription;

        public void Watch(SessionWatch watch, SessionId session) =>
            _watched = watch.Watch(
                session,
                _ =>
                {
                    abort();
                    return Task.CompletedTask;
                });

        public async ValueTask DisposeAsync()
        {
            _watched?.Dispose();
            await subscription.DisposeAsync();
            subscriptions.GiveBack(account);
        }
    }
}
