using System.Net.Sockets;
using System.Text;
using Portal.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>Whoever sends too much hears so, however far the sending has come when the answer leaves.</summary>
public sealed class LingeringCloseTests : IAsyncLifetime
{
    private static readonly byte[] Piece = new byte[64 * 1024];
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(new PortalHostOptions(), Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/api/devices/claim", 16, "HTTP/1.1 413 ")]
    [InlineData("/api/v1/deliveries", 16, "HTTP/1.1 401 ")]
    [InlineData("/sign-in", 16, "HTTP/1.1 4")]
    [InlineData("/api/devices/claim", 128, "HTTP/1.1 413 ")]
    public async Task S35_BodyThatGoesOnAfterTheAnswer_IsTakenToItsEnd(string path, int pieces, string begin)
    {
        using var client = new TcpClient();
        await using var line = await BeginAsync(client, path, pieces);
        var answer = await AnswerAsync(line);

        for (var sent = 1; sent < pieces; sent++)
            await line.WriteAsync(Piece, Stop);

        Assert.StartsWith(begin, answer, StringComparison.Ordinal);
        using var rest = new StreamReader(line, Encoding.ASCII);
        Assert.Contains("\r\n\r\n", await rest.ReadToEndAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S35_BodyWithoutEnd_IsCutOff()
    {
        var pieces = (int)(LingeringClose.Most / Piece.Length) * 8;
        using var client = new TcpClient();
        await using var line = await BeginAsync(client, "/api/devices/claim", pieces);
        var answer = await AnswerAsync(line);

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (var sent = 1; sent < pieces; sent++)
                await line.WriteAsync(Piece, Stop);
        });

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
    }

    private async Task<NetworkStream> BeginAsync(TcpClient client, string path, int pieces)
    {
        await client.ConnectAsync(_host.Address.Host, _host.Address.Port, Stop);
        var line = client.GetStream();
        await line.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {_host.Address.Authority}\r\nConnection: close\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {pieces * Piece.Length}\r\n\r\n"),
            Stop);
        await line.WriteAsync(Piece, Stop);
        return line;
    }

    private static async Task<string> AnswerAsync(NetworkStream line)
    {
        var buffer = new byte[16];
        await line.ReadExactlyAsync(buffer, Stop);
        return Encoding.ASCII.GetString(buffer);
    }
}
