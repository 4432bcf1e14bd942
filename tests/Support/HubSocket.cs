using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Portal.Tests.Support;

/// <summary>
/// SignalR's JSON protocol on a bare web socket, so that a test decides about every byte: what is sent may be wrong in any way, and what
/// comes back is seen as it is.
/// </summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private const byte Separator = 0x1e;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<HubAnswer>> _asked = new(StringComparer.Ordinal);
    private readonly Channel<HubCall> _calls = Channel.CreateBounded<HubCall>(4096);
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private int _lastId;

    private HubSocket(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = ReadAsync();
    }

    /// <summary>Completes when the line has ended, with what the server said about it.</summary>
    public Task<string> Closed => _closed.Task.WaitAsync(Patience);

    /// <summary>Connects without greeting: the handshake is the test's.</summary>
    /// <exception cref="WebSocketException">The server did not switch protocols; the message has its status.</exception>
    public static async Task<HubSocket> OpenAsync(Uri address, Action<ClientWebSocketOptions> configure, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        configure(socket.Options);
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new HubSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects and greets.</summary>
    public static async Task<HubSocket> ConnectAsync(Uri address, Action<ClientWebSocketOptions> configure, CancellationToken cancellationToken)
    {
        var hub = await OpenAsync(address, configure, cancellationToken);
        await hub.SendAsync("""{"protocol":"json","version":1}""", cancellationToken);
        await hub._greeted.Task.WaitAsync(Patience, cancellationToken);
        return hub;
    }

    /// <summary>The hub of an owner's own programs, as the visitor's browser reaches it.</summary>
    public static Task<HubSocket> ConnectToLiveAsync(HttpVisitor visitor, CancellationToken cancellationToken) => ConnectAsync(
        new UriBuilder(visitor.Address) { Scheme = "ws", Path = "live" }.Uri,
        options =>
        {
            options.SetRequestHeader("Cookie", visitor.CookieHeader);
            options.SetRequestHeader("Origin", visitor.Address.GetLeftPart(UriPartial.Authority));
        },
        cancellationToken);

    /// <summary>Calls a method with arguments that are JSON texts, right or wrong.</summary>
    public async Task<HubAnswer> InvokeAsync(string method, CancellationToken cancellationToken, params string[] arguments)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var asked = new TaskCompletionSource<HubAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = asked;
        await SendAsync(
            $$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{string.Join(',', arguments)}}]}""", cancellationToken);
        var done = await Task.WhenAny(asked.Task, _closed.Task).WaitAsync(Patience, cancellationToken);
        return done == asked.Task || asked.Task.IsCompleted
            ? await asked.Task
            : throw new IOException("Closed before the answer: " + await _closed.Task);
    }

    /// <summary>Sends one message with its separator.</summary>
    public Task SendAsync(string message, CancellationToken cancellationToken) =>
        SendRawAsync([.. Encoding.UTF8.GetBytes(message), Separator], endOfMessage: true, cancellationToken);

    public Task SendRawAsync(byte[] bytes, bool endOfMessage, CancellationToken cancellationToken) =>
        _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage, cancellationToken);

    /// <summary>The next call of the server's to <paramref name="method"/>; others before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string method, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await foreach (var call in _calls.Reader.ReadAllAsync(deadline.Token))
            {
                if (call.Method == method)
                    return call.Argument;
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The server did not call " + method, exception);
        }

        throw new IOException($"Closed before {method}: {await _closed.Task}");
    }

    /// <summary>Every call of the server's, until the line ends.</summary>
    public async IAsyncEnumerable<(string Method, JsonElement Argument)> CallsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var call in _calls.Reader.ReadAllAsync(cancellationToken))
            yield return (call.Method, call.Argument);
    }

    /// <summary>How many calls of the server's wait to be looked at.</summary>
    public int Waiting => _calls.Reader.Count;

    /// <summary>Gone without a word, as a cable that is cut.</summary>
    public void Cut() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var why = "closed";
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                foreach (var one in buffer.AsSpan(0, received.Count))
                {
                    if (one != Separator)
                    {
                        message.WriteByte(one);
                        continue;
                    }

                    why = Take(JsonSerializer.Deserialize<JsonElement>(message.ToArray())) ?? why;
                    message.SetLength(0);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut between two messages the socket is none any more, cut within one it says so.
            why = exception.Message;
        }

        _calls.Writer.TryComplete();
        _greeted.TrySetException(new IOException("Closed before the greeting: " + why));
        _closed.TrySetResult(why);
    }

    /// <summary>What a message says about the end of the line, if anything.</summary>
    private string? Take(JsonElement message)
    {
        if (!message.TryGetProperty("type", out var type))
        {
            _greeted.TrySetResult();
            return message.TryGetProperty("error", out var error) ? error.GetString() : null;
        }

        switch (type.GetInt32())
        {
            case 1:
                _calls.Writer.TryWrite(new HubCall(message.GetProperty("target").GetString() ?? "", message.GetProperty("arguments")[0]));
                return null;
            case 3:
                if (_asked.TryRemove(message.GetProperty("invocationId").GetString() ?? "", out var asked))
                    asked.SetResult(new HubAnswer(
                        message.TryGetProperty("result", out var result) ? result : null,
                        message.TryGetProperty("error", out var refused) ? refused.GetString() : null));
                return null;
            case 7:
                return message.TryGetProperty("error", out var last) ? last.GetString() : "closed by the server";
            default:
                return null;
        }
    }

    private sealed record HubCall(string Method, JsonElement Argument);
}

/// <summary>How a call of a hub method ended: with a result, or with an error's text.</summary>
internal sealed record HubAnswer(JsonElement? Result, string? Error);
