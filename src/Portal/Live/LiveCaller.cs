using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Live;
using Portal.Ledger;

namespace Portal.Live;

/// <summary>All that one program may read: its person's ports, each time in a scope of their own as a page has, and entries.</summary>
internal sealed class LiveCaller(IServiceScopeFactory scopes, ClaimsPrincipal user, AccountId account)
{
    /// <inheritdoc cref="IHouseholdFeed.SubscribeAsync"/>
    public Task<IDisposable> SubscribeAsync(Action ring, CancellationToken cancellationToken) =>
        AskAsync(services => services.GetRequiredService<IHouseholdFeed>().SubscribeAsync(ring, cancellationToken));

    /// <summary>The position of the newest entry of the whole ledger.</summary>
    public Task<long> NewestAsync(CancellationToken cancellationToken) =>
        AskAsync(services => services.GetRequiredService<LedgerReader>().NewestAsync(cancellationToken));

    /// <inheritdoc cref="LiveEntries.AfterAsync"/>
    public Task<EventPage> EventsAfterAsync(long position, CancellationToken cancellationToken) =>
        AskAsync(services => services.GetRequiredService<LiveEntries>().AfterAsync(account, position, LiveEntries.Most, cancellationToken));

    public Task<IReadOnlyList<AccessPointState>> StatesAsync(CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<AccessPointState>>(async services =>
        {
            var points = await services.GetRequiredService<IHouseholdAccess>().ListAsync(cancellationToken);
            return points.Select(point => point.State).ToList();
        });

    private async Task<T> AskAsync<T>(Func<IServiceProvider, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>() is IHostEnvironmentAuthenticationStateProvider person)
            person.SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        return await ask(scope.ServiceProvider);
    }
}
