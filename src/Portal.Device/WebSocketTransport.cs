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
            var socket = new ClientWebSocket();
            try
            {
                socket.Options.CollectHttpResponseDetails = true;
                configure(socket.Options);
                network.ThrowIfCut();
                await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
                return new Connection(socket, network);
            }
            catch (WebSocketException) when (socket.HttpStatusCode == HttpStatusCode.Unauthorized)
            {
                var date = socket.HttpResponseHeaders?.GetValueOrDefault("Date")?.FirstOrDefault();
                socket.Dispose();
                throw new SignInRefusedException(date);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private sealed class Connection : ConnectionContext
    {
        private readonly ClientWebSocket socket;
        private readonly CancellationTokenSource closed = new();
        private readonly IDisposable cable;
        private readonly Pipe incoming = new();
        private readonly Pipe outgoing = new();
        private readonly Task running;

        public Connection(ClientWebSocket socket, NetworkSwitch network)
        {
            this.socket = socket;
            Transport = new Duplex(incoming.Reader, outgoing.Writer);
            cable = network.OnCut(Break);
            running = Task.WhenAll(ReceiveAsync(), SendAsync());
        }

        public override IDuplexPipe Transport { get; set; }

        public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

        public override void Abort(ConnectionAbortedException abortReason) => Break();

        public override async ValueTask DisposeAsync()
        {
            await outgoing.Writer.CompleteAsync();
            await incoming.Reader.CompleteAsync();
            closed.CancelAfter(TimeSpan.FromSeconds(1));
            await running;
            cable.Dispose();
            closed.Dispose();
            socket.Dispose();
            await base.DisposeAsync();
        }

        private void Break()
        {
            closed.Cancel();
            socket.Abort();
        }

        private async Task ReceiveAsync()
        {
            Exception? error = null;
            try
            {
                while (true)
                {
                    var received = await socket.ReceiveAsync(incoming.Writer.GetMemory(4096), closed.Token);
                    if (received.MessageType == WebSocketMessageType.Close)
                    {
                        break;
                    }

                    incoming.Writer.Advance(received.Count);
                    if (received.EndOfMessage && (await incoming.Writer.FlushAsync(closed.Token)).IsCompleted)
                    {
                        break;
                    }
                }
            }
            catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                error = new IOException("The connection to the portal broke.", broken);
            }

            await incoming.Writer.CompleteAsync(error);
        }

        private async Task SendAsync()
        {
            try
            {
                while (true)
                {
                    var read = await outgoing.Reader.ReadAsync(closed.Token);
                    foreach (var part in read.Buffer)
                    {
                        await socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: false, closed.Token);
                    }

                    if (!read.Buffer.IsEmpty)
                    {
                        await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, closed.Token);
                    }

                    outgoing.Reader.AdvanceTo(read.Buffer.End);
                    if (read.IsCompleted)
                    {
                        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, closed.Token);
                        break;
                    }
                }
            }
            catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                await closed.CancelAsync();
            }

            await outgoing.Reader.CompleteAsync();
        }

        private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
