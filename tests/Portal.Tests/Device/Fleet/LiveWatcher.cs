using System.Text.Json;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Fleet;

/// <summary>An owner's own program on <c>/live</c>: counts what it hears, and whatever is not of its household.</summary>
internal sealed class LiveWatcher : IAsyncDisposable
{
    private const string Ping = """{"type":6}""";
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly HubSocket _hub;
    private readonly Household _household;
    private readonly CancellationTokenSource _off = new();
    private readonly Task _hearing;
    private readonly Task _pinging;
    private readonly HashSet<string> _online = new(StringComparer.Ordinal);
    private long _events;
    private long _foreign;
    private long _lastPosition = -1;
    private long _outOfOrder;

    private LiveWatcher(HubSocket hub, Household household)
    {
        (_hub, _household) = (hub, household);
        _hearing = HearAsync();
        _pinging = PingAsync();
    }

    /// <summary>Device events of its own household.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>Anything at all about another household.</summary>
    public long Foreign => Interlocked.Read(ref _foreign);

    public long OutOfOrder => Interlocked.Read(ref _outOfOrder);

    /// <summary>Completes when the portal has ended the line.</summary>
    public Task<string> Closed => _hub.Closed;

    public static async Task<LiveWatcher> OpenAsync(Uri portal, Household household, CancellationToken cancellationToken)
    {
        using var visitor = new HttpVisitor(portal);
        using var answer = await visitor.TrySignInAsync(household.Email, People.Password, cancellationToken);
        return new LiveWatcher(await HubSocket.ConnectToLiveAsync(visitor, cancellationToken), household);
    }

    /// <summary>How many of its access points it was last told are online.</summary>
    public int Online
    {
        get
        {
            lock (_online)
                return _online.Count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _off.CancelAsync();
        await _hub.DisposeAsync();
        await _hearing;
        await _pinging;
        _off.Dispose();
    }

    private async Task HearAsync()
    {
        await foreach (var (method, message) in _hub.CallsAsync(CancellationToken.None))
            Take(method, message);
    }

    private void Take(string method, JsonElement message)
    {
        var point = message.TryGetProperty("accessPointId", out var id) ? id.GetString() ?? "" : "";
        if (!_household.AccessPoints.Contains(point))
            Interlocked.Increment(ref _foreign);
        else if (method == "AccessPointState")
            Note(point, message.GetProperty("online").GetString() == "online");
        else if (method == "AccessEvent" && message.GetProperty("actor").GetProperty("kind").GetString() == "device")
            Count(message.GetProperty("position").GetInt64());
    }

    private void Note(string point, bool isOnline)
    {
        lock (_online)
        {
            if (isOnline)
                _online.Add(point);
            else
                _online.Remove(point);
        }
    }

    private void Count(long position)
    {
        if (position <= _lastPosition)
            Interlocked.Increment(ref _outOfOrder);
        _lastPosition = position;
        Interlocked.Increment(ref _events);
    }

    private async Task PingAsync()
    {
        using var every = new PeriodicTimer(PingEvery, TimeProvider.System);
        try
        {
            while (await every.WaitForNextTickAsync(_off.Token))
                await _hub.SendAsync(Ping, _off.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
        {
            // Closed; whoever asks for Closed learns of it.
        }
    }
}
