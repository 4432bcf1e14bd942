using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Browser.Tests.Support;

/// <summary>A program on another machine, as far as the portal can tell: it calls from an address of its own, and says it is somebody else.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly HttpClient _http;
    private int _claims;

    /// <param name="own">One of the loopback network's many addresses.</param>
    /// <param name="portal">Where it calls.</param>
    /// <param name="trusted">The one certificate that it trusts.</param>
    public Stranger(IPAddress own, Uri portal, X509Certificate2 trusted)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(trusted);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            ConnectCallback = (context, cancellationToken) => ConnectAsync(own, context.DnsEndPoint.Port, cancellationToken),
        })
        {
            BaseAddress = portal,
        };
    }

    /// <summary>Guesses until it is told to wait, each time under another name.</summary>
    /// <returns>How many guesses it had.</returns>
    public async Task<int> GuessAsync(int most, CancellationToken cancellationToken)
    {
        for (var guess = 0; guess < most; guess++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{++_claims}");
            using var answer = await _http.SendAsync(request, cancellationToken);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
                return guess;
        }

        return most;
    }

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) => _http.GetAsync(path, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(IPAddress own, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(own, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
