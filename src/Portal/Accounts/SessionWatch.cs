using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Closes what belongs to a session once it has ended, by whatever way and in whatever process (S26): it wakes on the commit that ends
/// one, and each second in case another process did or a session expired.
/// </summary>
internal sealed class SessionWatch(Database database, SessionStore store, TimeProvider time, ILogger<SessionWatch> logger)
    : BackgroundService
{
    /// <summary>Pages and connections of one session that are open at once; a further page is sent to the sign-in page (S35).</summary>
    public const int MostOfOneSession = 100;

    private const int AskedAtOnce = 500;
    private static readonly TimeSpan InCase = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionId, List<Watched>> _watched = [];

    /// <summary>Calls <paramref name="close"/> once when the session ends, until disposed. It must not throw and must end soon.</summary>
    public IDisposable Watch(SessionId session, Func<CancellationToken, Task> close)
    {
        var watched = new Watched(this, session, close);
        lock (_gate)
        {
            if (!_watched.TryGetValue(session, out var all))
                _watched.Add(session, all = []);
            all.Add(watched);
        }

        return watched;
    }

    public bool HasPlace(SessionId session)
    {
        lock (_gate)
            return !_watched.TryGetValue(session, out var all) || all.Count < MostOfOneSession;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = store.NextEnd;
            try
            {
                await CloseEndedAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The top of the loop: what could not be asked now is asked again in a second.
                logger.SessionWatchFailed(exception);
                next = Task.Delay(InCase, time, stoppingToken);
            }

            await Task.WhenAny(next, Task.Delay(InCase, time, stoppingToken));
        }
    }

    private async Task CloseEndedAsync(CancellationToken cancellationToken)
    {
        var asked = WatchedSessions();
        var alive = new HashSet<SessionId>();
        foreach (var some in asked.Chunk(AskedAtOnce))
            alive.UnionWith(await database.ReadAsync(connection => SessionStore.Alive(connection, some, time.GetUtcNow()), cancellationToken));
        await Task.WhenAll(asked.Where(session => !alive.Contains(session)).SelectMany(Take).Select(watched => watched.CloseAsync(cancellationToken)));
    }

    private List<SessionId> WatchedSessions()
    {
        lock (_gate)
            return [.. _watched.Keys];
    }

    private List<Watched> Take(SessionId session)
    {
        lock (_gate)
            return _watched.Remove(session, out var all) ? all : [];
    }

    private void Forget(Watched watched)
    {
        lock (_gate)
        {
            if (_watched.TryGetValue(watched.Session, out var all) && all.Remove(watched) && all.Count == 0)
                _watched.Remove(watched.Session);
        }
    }

    private sealed class Watched(SessionWatch watch, SessionId session, Func<CancellationToken, Task> close) : IDisposable
    {
        public SessionId Session => session;

        public Task CloseAsync(CancellationToken cancellationToken) => close(cancellationToken);

        public void Dispose() => watch.Forget(this);
    }
}
