using System.Net.WebSockets;
using System.Text;

namespace Portal.Benchmarks.Ingest;

/// <summary>One device's socket as cheap as it gets: frames that were written beforehand go out, one in flight; answers are only looked at.</summary>
internal sealed class EventLine : IDisposable
{
    private const byte Separator = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    private EventLine()
    {
    }

    public static async Task<EventLine> ConnectAsync(Uri hub, string? token, CancellationToken cancellationToken)
    {
        var line = new EventLine();
        try
        {
            if (token is not null)
                line._socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
            await line._socket.ConnectAsync(hub, cancellationToken);
            await line._socket.SendAsync(
                """{"protocol":"json","version":1}"""u8.ToArray().Append(Separator).ToArray(), WebSocketMessageType.Text, true, cancellationToken);
            await line.UntilAsync("{}"u8.ToArray(), cancellationToken);
            return line;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the portal's word that the device is confirmed: it says so once on a new connection.</summary>
    public Task WhenPairedAsync(CancellationToken cancellationToken) => UntilAsync("\"Paired\""u8.ToArray(), cancellationToken);

    /// <summary>Sends one frame and waits for its answer.</summary>
    /// <exception cref="InvalidDataException">It was refused.</exception>
    public async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(frame, WebSocketMessageType.Text, true, cancellationToken);
        var answer = await UntilAsync("\"type\":3"u8.ToArray(), cancellationToken);
        if (answer.Contains("\"error\"", StringComparison.Ordinal))
            throw new InvalidDataException(answer);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string> UntilAsync(byte[] mark, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_buffer.AsSpan(0, _filled).IndexOf(Separator) is >= 0 and var end)
            {
                var message = _buffer.AsSpan(0, end);
                var found = message.IndexOf(mark) >= 0 ? Encoding.UTF8.GetString(message) : null;
                _buffer.AsSpan(end + 1, _filled - end - 1).CopyTo(_buffer);
                _filled -= end + 1;
                if (found is not null)
                    return found;
            }

            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new IOException("The server closed the line.");
            _filled += received.Count;
        }
    }
}
