using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>One signed-in connection to the gateway, from connect to close. It never reconnects: the next session does.</summary>
internal sealed class GatewaySession : IAsyncDisposable
{
    // Longer than a healthy line takes, shorter than the 15 s in which silence in an opening has to be noticed (S02).
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly HubConnection _connection;
    private readonly TimeProvider _time;

    // Never disposed: SignalR may tell of the close after this object is gone, and there is no timer in it.
    private readonly CancellationTokenSource _closed = new();

    private GatewaySession(HubConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        _connection.Closed += error =>
        {
            End(error?.Message ?? "The portal closed the connection.");
            return Task.CompletedTask;
        };
    }

    /// <summary>Cancelled as soon as the connection is gone.</summary>
    public CancellationToken Closed => _closed.Token;

    public string? ClosedBecause { get; private set; }

    /// <exception cref="SignInRefusedException">The portal does not take the token.</exception>
    /// <exception cref="IOException">The portal could not be reached, or answered something else than a gateway.</exception>
    public static async Task<GatewaySession> OpenAsync(
        Uri gateway, string token, NetworkSwitch network, TimeProvider time, Action<GatewaySession> listen, CancellationToken cancellationToken)
    {
        var builder = new HubConnectionBuilder().WithWebSocket(
            gateway, options => options.SetRequestHeader("Authorization", "Bearer " + token), network);
        builder.AddJsonProtocol(options => GatewayJson.Apply(options.PayloadSerializerOptions));
        var session = new GatewaySession(builder.Build(), time);
        try
        {
            listen(session);
            await session._connection.StartAsync(cancellationToken);
            return session;
        }
        catch (Exception unreachable) when (unreachable is WebSocketException or HttpRequestException or HubException or InvalidOperationException)
        {
            await session.DisposeAsync();
            throw new IOException("The portal could not be reached.", unreachable);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends one message and waits for its answer. Silence ends the session: a line that does not answer is not one.</summary>
    public async Task<Reply<T>> AskAsync<T>(string method, object message, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await AskAsync<T>(method, message, AnswerWithin, cancellationToken);
        if (reply.IsSilence)
            End("The portal did not answer.");

        return reply;
    }

    /// <summary>The same with a time of its own, after which the session goes on unless it broke.</summary>
    public async Task<Reply<T>> AskAsync<T>(string method, object message, TimeSpan within, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(within, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, _closed.Token);
        try
        {
            // InvokeCoreAsync, since InvokeAsync would take a message that is an array for the list of arguments.
            var answer = await _connection.InvokeCoreAsync<T>(method, [message], either.Token);
            return Reply<T>.Answered(answer);
        }
        catch (HubException refusal)
        {
            return Reply<T>.Refused(
                GatewayError.TryParse(refusal.Message, out var error) ? error : new GatewayError("unknown", "-", refusal.Message));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Reply<T>.None;
        }
        catch (Exception broken) when (broken is IOException or InvalidOperationException or WebSocketException)
        {
            End(broken.Message);
            return Reply<T>.None;
        }
    }

    /// <summary>Hears a message of the portal. Messages are handled one after the other.</summary>
    public void On<T>(string method, Func<T, Task> handle) => _connection.On(method, handle);

    /// <summary>Declares the session over; whoever runs it then disposes it.</summary>
    public void End(string why)
    {
        ClosedBecause ??= why;
        _closed.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _closed.CancelAsync();
    }
}
