using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Device;

/// <summary>Lets a SignalR connection run over one web socket, without negotiation and without any HTTP package.</summary>
internal static class WebSocketTransport
{
    /// <param name="builder">The connection in the making.</param>
    /// <param name="hub">Address of the hub, <c>ws</c> or <c>wss</c>.</param>
    /// <param name="configure">Runs before each connect: the place for a fresh token.</param>
    /// <param name="network">Stands for the cable.</param>
    public static IHubConnectionBuilder WithWebSocket(
        this IHubConnectionBuilder builder, Uri hub, Action<ClientWebSocketOptions> configure, NetworkSwitch network)
    {
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(hub));
        builder.Services.AddSingleton<IConnectionFactory>(new Factory(configure, network));
        return builder;
    }

    private sealed class Factory(Action<ClientWebSocketOptions> configure, NetworkSwitch network) : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var _socket = new ClientWebSocket();
            try
            {
                _socket.Options.CollectHttpResponseDetails = true;
                configure(_socket.Options);
                network.ThrowIfCut();
                await _socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
                return new Connection(_socket, network);
            }
            catch (WebSocketException) when (_socket.HttpStatusCode == HttpStatusCode.Unauthorized)
            {
                var date = _socket.HttpResponseHeaders?.GetValueOrDefault("Date")?.FirstOrDefault();
                _socket.Dispose();
                throw new SignInRefusedException(date);
            }
            catch
            {
                _socket.Dispose();
                throw;
            }
        }
    }

    private sealed class Connection : ConnectionContext
    {
        private readonly ClientWebSocket _socket;
        private readonly CancellationTokenSource _closed = new();
        private readonly IDisposable _cable;
        private readonly Pipe _incoming = new();
        private readonly Pipe _outgoing = new();
        private readonly Task _running;

        public Connection(ClientWebSocket socket, NetworkSwitch network)
        {
            _socket = socket;
            Transport = new Duplex(_incoming.Reader, _outgoing.Writer);
            _cable = network.OnCut(Break);
            _running = Task.WhenAll(ReceiveAsync(), SendAsync());
        }

        public override IDuplexPipe Transport { get; set; }

        public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

        public override void Abort(ConnectionAbortedException abortReason) => Break();

        public override async ValueTask DisposeAsync()
        {
            await _outgoing.Writer.CompleteAsync();
            await _incoming.Reader.CompleteAsync();
            _closed.CancelAfter(TimeSpan.FromSeconds(1));
            await _running;
            _cable.Dispose();
            _closed.Dispose();
            _socket.Dispose();
            await base.DisposeAsync();
        }

        private void Break()
        {
            _closed.Cancel();
            _socket.Abort();
        }

        private async Task ReceiveAsync()
        {
            Exception? error = null;
            try
            {
                while (true)
                {
                    var received = await _socket.ReceiveAsync(_incoming.Writer.GetMemory(4096), _closed.Token);
                    if (received.MessageType == WebSocketMessageType.Close)
                        break;

                    _incoming.Writer.Advance(received.Count);
                    if (received.EndOfMessage && (await _incoming.Writer.FlushAsync(_closed.Token)).IsCompleted)
                        break;
                }
            }
            catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                error = new IOException("The connection to the portal broke.", broken);
            }

            await _incoming.Writer.CompleteAsync(error);
        }

        private async Task SendAsync()
        {
            try
            {
                while (true)
                {
                    var read = await _outgoing.Reader.ReadAsync(_closed.Token);
                    foreach (var part in read.Buffer)
                        await _socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: false, _closed.Token);

                    if (!read.Buffer.IsEmpty)
                        await _socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, _closed.Token);

                    _outgoing.Reader.AdvanceTo(read.Buffer.End);
                    if (read.IsCompleted)
                    {
                        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, _closed.Token);
                        break;
                    }
                }
            }
            catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                await _closed.CancelAsync();
            }

            await _outgoing.Reader.CompleteAsync();
        }

        private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
