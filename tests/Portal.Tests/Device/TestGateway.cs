using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Device.Protocol;

namespace Portal.Tests.Device;

/// <summary>
/// The other end of the line: a small Kestrel with a hub that speaks the contract, remembers what it hears and answers as a test tells it to.
/// </summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string Code = "K7QX-4M2P";
    public const string Audience = "test-portal";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, IHttpRequestLifetimeFeature> _connections = new();
    private readonly List<DeviceEvent> _stored = [];
    private PublicKeyJwk? _key;

    private TestGateway(WebApplication app) => _app = app;

    /// <summary>What the portal's clock says.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Everything heard, in order: <see cref="DeviceEvent"/> arrays, heartbeats, questions, results, tokens, pictures, refusals given.</summary>
    public Channel<object> Heard { get; } = Channel.CreateUnbounded<object>();

    /// <summary>Decides on a report; by default everything is stored.</summary>
    public Func<DeviceEvent[], GatewayError?> Refuse { get; set; } = _ => null;

    /// <summary>Decides on a code; by default nobody opens.</summary>
    public Func<CheckCode, Task<CodeVerdict>> Judge { get; set; } =
        _ => Task.FromResult(new CodeVerdict { Verdict = CodeVerdict.Denied, Reason = "code_refused" });

    /// <summary>Whether tokens are taken at all.</summary>
    public bool KnowsDevice { get; set; } = true;

    public int IntervalSeconds { get; set; } = 60;

    /// <summary>What a heartbeat's answer says of the lease.</summary>
    public int? LeaseSeconds { get; set; }

    /// <summary>Whether a number was ever used again with other content (S21).</summary>
    public bool IsContradicted { get; private set; }

    public string DeviceId { get; } = "dev_01JD4M8Q2V7R5T0XW3Y6Z9A1BC";

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What was stored, once each, as a portal does.</summary>
    public IReadOnlyList<DeviceEvent> Stored
    {
        get
        {
            lock (_stored)
                return [.. _stored];
        }
    }

    private IHubContext<Hub> Clients => _app.Services.GetRequiredService<IHubContext<Hub>>();

    public static async Task<TestGateway> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSignalR(options => options.MaximumReceiveMessageSize = GatewayLimits.MessageBytes)
            .AddJsonProtocol(options => GatewayJson.Apply(options.PayloadSerializerOptions));
        TestGateway? gateway = null;
        builder.Services.AddSingleton(_ => gateway!); // set below, before the first request
        gateway = new TestGateway(builder.Build());
        gateway._app.Use(gateway.CheckTokenAsync);
        gateway._app.MapPost(GatewayPaths.Claim, gateway.Claim);
        gateway._app.MapPost(GatewayPaths.SnapshotsOf("{device}"), gateway.KeepPictureAsync);
        gateway._app.MapHub<Hub>(GatewayPaths.Hub);
        await gateway._app.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    public Task SendAsync<T>(string method, T message) => Clients.Clients.All.SendAsync(method, message, TestContext.Current.CancellationToken);

    public Task ConfirmAsync(long epoch = 1, string? grantKey = null, string? offlineSecret = null) => SendAsync(
        GatewayMethods.Paired, new Paired { Epoch = epoch, PortalKey = "k", GrantKey = grantKey, OfflineSecret = offlineSecret });

    /// <summary>Breaks all lines without a word.</summary>
    public void BreakLines()
    {
        foreach (var connection in _connections.Values)
            connection.Abort();
    }

    /// <summary>The next thing of this type that is heard; what is not asked for is passed over.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? wanted = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        try
        {
            while (true)
            {
                if (await Heard.Reader.ReadAsync(deadline.Token) is T heard && (wanted is null || wanted(heard)))
                    return heard;
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The gateway has not heard a {typeof(T).Name}.", late);
        }
    }

    /// <summary>Whether the key that claimed the code signed this event.</summary>
    public bool Verifies(DeviceEvent sent)
    {
        if (_key is null || !_key.TryOpen(out var opened))
            return false;

        using (opened)
        {
            return EventSignature.Verify(opened, EventBytes.Of(DeviceId, sent), sent.Signature);
        }
    }

    /// <summary>What is stored, as soon as it is this much.</summary>
    public async Task<IReadOnlyList<DeviceEvent>> StoredAsync(int count)
    {
        while (Stored.Count < count)
            await NextAsync<DeviceEvent[]>();

        return Stored;
    }

    public async ValueTask DisposeAsync()
    {
        BreakLines();
        await _app.DisposeAsync();
    }

    private IResult Claim(ClaimRequest request)
    {
        Heard.Writer.TryWrite(request);
        if (request.PairingCode != Code)
        {
            return Results.Problem(
                statusCode: 404, title: "Not a pairing code", detail: "Ask for a new code.",
                extensions: new Dictionary<string, object?> { ["code"] = GatewayErrorCodes.PairingCodeInvalid });
        }

        _key = request.PublicKey;
        return Results.Json(
            new ClaimResponse
            {
                DeviceId = DeviceId,
                AccessPointId = "acp_01JD4M8Q2V7R5T0XW3Y6Z9A1BC",
                GatewayUrl = new UriBuilder(Address) { Scheme = "ws", Path = GatewayPaths.Hub }.ToString(),
                Audience = Audience,
                ServerTime = WireTime.Format(Time.GetUtcNow()),
            },
            GatewayJson.Options,
            statusCode: 201);
    }

    private async Task<IResult> KeepPictureAsync(string device, HttpRequest request)
    {
        using var image = new MemoryStream();
        await request.Body.CopyToAsync(image, TestContext.Current.CancellationToken);
        Heard.Writer.TryWrite(new Picture(device, image.ToArray()));
        return Results.Json(new { snapshotId = "snp_1" }, GatewayJson.Options, statusCode: 201);
    }

    private Task CheckTokenAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != GatewayPaths.Claim && !IsSignedIn(context.Request.Headers.Authorization))
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private bool IsSignedIn(string? header)
    {
        if (!KnowsDevice || header is null || _key is null || !_key.TryOpen(out var opened))
            return false;

        using (opened)
        {
            var parts = header["Bearer ".Length..].Split('.');
            Heard.Writer.TryWrite(new Token(JsonSerializer.Deserialize<JsonElement>(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))));
            return EventSignature.Verify(opened, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), parts[2]);
        }
    }

    private void Store(DeviceEvent[] batch)
    {
        lock (_stored)
            foreach (var sent in batch)
            {
                var known = _stored.Find(known => known.Epoch == sent.Epoch && known.Seq == sent.Seq);
                if (known is null)
                    _stored.Add(sent);
                else if (known != sent)
                    IsContradicted = true;
            }
    }

    internal sealed record Token(JsonElement Claims);

    internal sealed record Picture(string Device, byte[] Image);

    internal sealed class Hub(TestGateway gateway) : Microsoft.AspNetCore.SignalR.Hub
    {
        public override Task OnConnectedAsync()
        {
            // The server's own side of the line: unlike the context, it may be aborted when the line has ended meanwhile.
            gateway._connections[Context.ConnectionId] = Context.GetHttpContext()!.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
            return base.OnConnectedAsync();
        }

        public override Task OnDisconnectedAsync(Exception? exception)
        {
            gateway._connections.TryRemove(Context.ConnectionId, out _);
            return base.OnDisconnectedAsync(exception);
        }

        public ReportAnswer Report(DeviceEvent[] batch)
        {
            if (gateway.Refuse(batch) is { } error)
            {
                gateway.Heard.Writer.TryWrite(error);
                throw new HubException(error.ToString());
            }

            gateway.Store(batch);
            gateway.Heard.Writer.TryWrite(batch);
            return new ReportAnswer
            {
                Acked = new EventNumber(batch[^1].Epoch, batch[^1].Seq),
                ServerTime = WireTime.Format(gateway.Time.GetUtcNow()),
            };
        }

        public HeartbeatAnswer Heartbeat(Heartbeat beat)
        {
            gateway.Heard.Writer.TryWrite(beat);
            return new HeartbeatAnswer { ServerTime = WireTime.Format(gateway.Time.GetUtcNow()), IntervalSeconds = gateway.IntervalSeconds, LeaseSeconds = gateway.LeaseSeconds };
        }

        public Task<CodeVerdict> CheckCode(CheckCode question)
        {
            gateway.Heard.Writer.TryWrite(question);
            return gateway.Judge(question);
        }

        public void GrantsSynced(GrantsSynced synced) => gateway.Heard.Writer.TryWrite(synced);

        public void CommandResult(CommandResult result) => gateway.Heard.Writer.TryWrite(result);
    }
}
