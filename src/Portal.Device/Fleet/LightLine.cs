using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device.Fleet;

/// <summary>
/// SignalR's JSON protocol on a bare web socket, for one question at a time. Nothing is kept between messages but the socket: a fleet
/// holds thousands of these in one process.
/// </summary>
internal sealed class LightLine : IAsyncDisposable
{
    private const byte Separator = 0x1e;
    private const int Invocation = 1;
    private const int Completion = 3;
    private const int Close = 7;
    private const int ReadBytes = 4096;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly byte[] Greeting = [.. """{"protocol":"json","version":1}"""u8, Separator];
    private static readonly byte[] Ping = [.. """{"type":6}"""u8, Separator];

    private readonly ClientWebSocket _socket;
    private readonly TimeProvider _time;
    private readonly Action<string, JsonElement> _called;
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private volatile Question? _asked;
    private int _lastId;

    private LightLine(ClientWebSocket socket, TimeProvider time, Action<string, JsonElement> called)
    {
        (_socket, _time, _called) = (socket, time, called);
        _reading = ReadAsync();
    }

    /// <summary>Cancelled as soon as the line is gone.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <param name="gateway">Address of the hub.</param>
    /// <param name="token">Signs in.</param>
    /// <param name="network">Shared by the fleet: a handler of its own would cost each device more than the rest of it.</param>
    /// <param name="time">The clock of its deadlines.</param>
    /// <param name="called">Hears what the portal calls, on the thread that reads: be quick.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">There is no line to be had.</exception>
    public static async Task<LightLine> OpenAsync(
        Uri gateway, string token, HttpMessageInvoker network, TimeProvider time, Action<string, JsonElement> called, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("Authorization", "Bearer " + token);

            // The hub's own pings are enough; a timer for each socket would be a second one.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await socket.ConnectAsync(gateway, network, cancellationToken);
        }
        catch (WebSocketException broken)
        {
            socket.Dispose();
            throw new IOException("The portal could not be reached.", broken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var line = new LightLine(socket, time, called);
        try
        {
            await line.SendAsync(Greeting, cancellationToken);
            await line._greeted.Task.WaitAsync(AnswerWithin, time, cancellationToken);
            return line;
        }
        catch (Exception broken)
        {
            await line.DisposeAsync();
            throw broken is TimeoutException ? new IOException("The portal did not greet.", broken) : broken;
        }
    }

    /// <summary>Says something and waits for its answer. Silence ends the line.</summary>
    public async Task<Reply<T>> AskAsync<T>(string method, object message, CancellationToken cancellationToken)
        where T : class
    {
        var question = new Question((++_lastId).ToString(CultureInfo.InvariantCulture));
        _asked = question;
        try
        {
            using (_closed.Token.UnsafeRegister(static state => ((Question)state!).Answer.TrySetResult(null), question))
            {
                await SendAsync(Frame(question.Id, method, message), cancellationToken);
                return await question.Answer.Task.WaitAsync(AnswerWithin, _time, cancellationToken) switch
                {
                    null => Reply<T>.None,
                    { Error: { } error } => Reply<T>.Refused(GatewayError.TryParse(error, out var known) ? known : new GatewayError("unknown", "-", error)),
                    { Result: var result } => Reply<T>.Answered(result?.Deserialize<T>(GatewayJson.Options)),
                };
            }
        }
        catch (Exception silent) when (silent is TimeoutException or IOException)
        {
            Cut();
            return Reply<T>.None;
        }
    }

    /// <summary>A word to keep the line open.</summary>
    /// <exception cref="IOException">It is gone.</exception>
    public Task PingAsync(CancellationToken cancellationToken) => SendAsync(Ping, cancellationToken);

    /// <summary>Gone without a word, as a cable that is cut.</summary>
    public void Cut()
    {
        _closed.Cancel();
        _socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _reading;
        _socket.Dispose();
    }

    private static byte[] Frame(string id, string method, object message)
    {
        var argument = JsonSerializer.Serialize(message, GatewayJson.Options);
        return [.. System.Text.Encoding.UTF8.GetBytes($$"""{"type":{{Invocation}},"invocationId":"{{id}}","target":"{{method}}","arguments":[{{argument}}]}"""), Separator];
    }

    private async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception broken) when (broken is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException("The line is gone.", broken);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReadMessagesAsync())
            {
                // Until it is closed.
            }
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or JsonException)
        {
            // The line is gone, or says what no portal says.
        }

        await _closed.CancelAsync();
        _greeted.TrySetException(new IOException("The portal closed the line before it greeted."));
    }

    private async Task<bool> ReadMessagesAsync()
    {
        // Waits without a buffer: most lines are silent most of the time.
        await _socket.ReceiveAsync(Memory<byte>.Empty, _closed.Token);
        var content = new ArrayBufferWriter<byte>(ReadBytes);
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(content.GetMemory(ReadBytes), _closed.Token);
            content.Advance(received.Count);
        }
        while (!received.EndOfMessage);
        if (received.MessageType == WebSocketMessageType.Close)
            return false;
        var rest = content.WrittenMemory;
        for (var end = rest.Span.IndexOf(Separator); end >= 0; end = rest.Span.IndexOf(Separator))
        {
            Take(rest[..end]);
            rest = rest[(end + 1)..];
        }

        return true;
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        if (!root.TryGetProperty("type", out var type))
        {
            if (root.TryGetProperty("error", out var refused))
                throw new JsonException(refused.GetString());
            _greeted.TrySetResult();
            return;
        }

        switch (type.GetInt32())
        {
            case Invocation:
                _called(root.GetProperty("target").GetString() ?? "", root.GetProperty("arguments")[0].Clone());
                break;
            case Completion when _asked is { } question && root.GetProperty("invocationId").ValueEquals(question.Id):
                question.Answer.TrySetResult(new Completed(
                    root.TryGetProperty("result", out var result) ? result.Clone() : null,
                    root.TryGetProperty("error", out var error) ? error.GetString() : null));
                break;
            case Close:
                throw new JsonException("The portal closed the line.");
            default:
                break;
        }
    }

    private sealed record Completed(JsonElement? Result, string? Error);

    private sealed class Question(string id)
    {
        public string Id { get; } = id;

        public TaskCompletionSource<Completed?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
