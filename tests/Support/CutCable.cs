using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Tests.Support;

/// <summary>
/// A cable between a device and a real portal. It passes every byte on, until the portal says what a test waits for: that word never
/// arrives, every line breaks, and none can be had until <see cref="Restore"/>.
/// </summary>
internal sealed class CutCable : IAsyncDisposable
{
    private const int Chunk = 8192;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _off = new();
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _lines = [];
    private readonly Task _accepting;
    private TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _word;
    private bool _isCut;

    public CutCable()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where devices find the portal.</summary>
    public Uri Address => new($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Where the portal really is; set before the first line.</summary>
    public Uri Portal { get; set; } = new("http://localhost/");

    /// <summary>Cuts everything in the moment in which the portal says this; completes then.</summary>
    public Task CutAt(string word)
    {
        lock (_gate)
        {
            _cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _word = word;
            return _cut.Task;
        }
    }

    public void Restore()
    {
        lock (_gate)
            _isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _off.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _off.Dispose();
    }

    private void Cut()
    {
        List<TcpClient> lines;
        lock (_gate)
        {
            _isCut = true;
            _word = null;
            lines = [.. _lines];
            _lines.Clear();
        }

        lines.ForEach(line => line.Close());
        _cut.TrySetResult();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
                lines.Add(PassAsync(await _listener.AcceptTcpClientAsync(_off.Token)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The cable is taken away.
        }

        await Task.WhenAll(lines);
    }

    private async Task PassAsync(TcpClient device)
    {
        using var near = device;
        using var far = new TcpClient();
        lock (_gate)
        {
            if (_isCut)
                return;
            _lines.Add(near);
            _lines.Add(far);
        }

        try
        {
            await far.ConnectAsync(Portal.Host, Portal.Port, _off.Token);
            await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream(), _ => false), PumpAsync(far.GetStream(), near.GetStream(), IsTheWord));
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // Cut before it began.
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<string, bool> isEnd)
    {
        var buffer = new byte[Chunk];
        var before = "";
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, _off.Token)) > 0)
            {
                // What a server writes on a web socket is not masked: the text of its messages stands in the bytes.
                var heard = before + Encoding.ASCII.GetString(buffer, 0, read);
                if (isEnd(heard))
                {
                    Cut();
                    return;
                }

                before = heard[^Math.Min(heard.Length, 64)..];
                await to.WriteAsync(buffer.AsMemory(0, read), _off.Token);
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two is gone.
        }
    }

    private bool IsTheWord(string heard)
    {
        lock (_gate)
            return _word is not null && heard.Contains(_word, StringComparison.Ordinal);
    }
}
