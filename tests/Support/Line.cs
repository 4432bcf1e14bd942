using System.Net;
using System.Net.Sockets;

namespace Portal.Tests.Support;

/// <summary>
/// The line between people and the portal, byte by byte: it can be cut for those who called last, as in a tunnel, their answers can be
/// held up, as on a slow one, and what the portal says is counted.
/// </summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private readonly List<Call> _calls = [];
    private readonly Task _listening;
    private int? _cutFrom;
    private bool _isStalled;
    private long _answered;

    private Line(Uri portal)
    {
        Portal = portal;
        _listener.Start();
        Address = new Uri($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _listening = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>Where it leads.</summary>
    public Uri Portal { get; }

    /// <summary>How many have called so far: what comes next has this number.</summary>
    public int Calls
    {
        get
        {
            lock (_gate)
                return _calls.Count;
        }
    }

    /// <summary>How many bytes the portal has said so far, to all who called.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    public static Line To(Uri portal) => new(portal);

    /// <summary>Ends the calls from this number on, and every further one.</summary>
    public void Cut(int from)
    {
        foreach (var call in From(from, cut: from))
            call.Dispose();
    }

    /// <summary>Ends the calls from this number on, and holds the answers of every further one: whoever calls hears neither yes nor no.</summary>
    public void Stall(int from)
    {
        lock (_gate)
            _isStalled = true;
        foreach (var call in From(from, _cutFrom))
            call.Dispose();
    }

    /// <summary>Who calls from now on gets through; whoever is held stays so.</summary>
    public void Mend()
    {
        lock (_gate)
            (_cutFrom, _isStalled) = (null, false);
    }

    /// <summary>Answers of the calls from this number on are held until they are released; what these say is passed on.</summary>
    public void Hold(int from)
    {
        foreach (var call in From(from, _cutFrom))
            call.Hold();
    }

    public void Release()
    {
        foreach (var call in From(0, _cutFrom))
            call.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _listening;
        foreach (var call in From(0, cut: null))
        {
            call.Dispose();
            await call.Passing;
        }

        _ended.Dispose();
    }

    private List<Call> From(int from, int? cut)
    {
        lock (_gate)
        {
            _cutFrom = cut;
            return _calls[from..];
        }
    }

    private async Task ListenAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                var caller = await _listener.AcceptTcpClientAsync(_ended.Token);
                lock (_gate)
                {
                    if (_cutFrom is not null)
                        caller.Dispose();
                    else
                        _calls.Add(new Call(caller, this, _isStalled));
                }
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Ended, or the caller hung up before it was let in.
            }
        }
    }

    private sealed class Call : IDisposable
    {
        private readonly TcpClient _caller;
        private readonly Line _line;
        private readonly TcpClient _portal = new();
        private volatile TaskCompletionSource? _held;

        public Call(TcpClient caller, Line line, bool isHeld)
        {
            if (isHeld)
                Hold();
            _caller = caller;
            _line = line;
            Passing = PassAsync(line._ended.Token);
        }

        public Task Passing { get; }

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _held?.TrySetResult();

        public void Dispose()
        {
            Release();
            _caller.Dispose();
            _portal.Dispose();
        }

        private async Task PassAsync(CancellationToken ended)
        {
            try
            {
                await _portal.ConnectAsync(IPAddress.Loopback, _line.Portal.Port, ended);
                await Task.WhenAny(
                    PassAsync(_caller.GetStream(), _portal.GetStream(), _ => Task.CompletedTask, ended),
                    PassAsync(_portal.GetStream(), _caller.GetStream(), MayAnswerAsync, ended));
            }
            catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                // One side hung up.
            }

            Dispose();
        }

        private Task MayAnswerAsync(int bytes)
        {
            Interlocked.Add(ref _line._answered, bytes);
            return _held?.Task ?? Task.CompletedTask;
        }

        private static async Task PassAsync(NetworkStream from, NetworkStream to, Func<int, Task> mayPass, CancellationToken ended)
        {
            var buffer = new byte[16 * 1024];
            int read;
            try
            {
                while ((read = await from.ReadAsync(buffer, ended)) > 0)
                {
                    await mayPass(read);
                    await to.WriteAsync(buffer.AsMemory(0, read), ended);
                }
            }
            catch (Exception end) when (end is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // One side hung up.
            }
        }
    }
}
