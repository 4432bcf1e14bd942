using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Portal.Tests.Support;

/// <summary>A push service as RFC 8030 has it: takes messages at any path and answers as the test wants.</summary>
internal sealed class FakePushService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpListener _listener = new();
    private readonly Channel<PushedMessage> _taken = Channel.CreateUnbounded<PushedMessage>();
    private readonly Task _loop;

    public FakePushService()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _loop = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>With what it answers; 201 is 'taken'.</summary>
    public int Status { get; set; } = 201;

    public string? RetryAfter { get; set; }

    /// <summary>The beginning of the names of browsers that are never answered.</summary>
    public string? Silent { get; set; }

    /// <summary>Messages that came and were not looked at yet.</summary>
    public int Waiting => _taken.Reader.Count;

    /// <summary>The address of one browser.</summary>
    public string EndpointOf(string browser) => new Uri(Address, "push/" + browser).AbsoluteUri;

    /// <summary>The next message that came, whatever it was answered.</summary>
    public async Task<PushedMessage> NextAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        return await _taken.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return; // Stopped.
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body, CancellationToken.None);
            var headers = context.Request.Headers.AllKeys.OfType<string>()
                .ToDictionary(name => name, name => context.Request.Headers[name] ?? "", StringComparer.OrdinalIgnoreCase);
            var browser = context.Request.Url?.AbsolutePath.Split('/')[^1] ?? "";
            if (Silent is not { } silent || !browser.StartsWith(silent, StringComparison.Ordinal))
                Answer(context.Response);
            _taken.Writer.TryWrite(new PushedMessage(browser, headers, body.ToArray()));
        }
    }

    private void Answer(HttpListenerResponse response)
    {
        response.StatusCode = Status;
        if (RetryAfter is { } wait)
            response.AddHeader("Retry-After", wait);
        if (Status is >= 300 and < 400)
            response.RedirectLocation = Address.AbsoluteUri;
        response.Close();
    }
}

/// <summary>A message as the push service sees it.</summary>
internal sealed record PushedMessage(string Browser, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool Holds(string text) => Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
