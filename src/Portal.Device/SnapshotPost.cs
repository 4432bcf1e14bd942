using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>Sends one picture over HTTP, with the token that the device signs in with.</summary>
internal static class SnapshotPost
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    public static async Task<SnapshotResult> SendAsync(
        DevicePairing pairing, string token, ReadOnlyMemory<byte> image, NetworkSwitch network, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = AnswerWithin };
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(pairing));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new ReadOnlyMemoryContent(image);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        try
        {
            network.ThrowIfCut();
            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.Created && await answer.Content.ReadFromJsonAsync<Snapshot>(GatewayJson.Options, cancellationToken) is { } stored)
                return new SnapshotResult.Stored(stored.SnapshotId);
            var (code, detail) = await PortalProblem.ReadAsync(answer, cancellationToken);
            return new SnapshotResult.Refused(code, detail);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or IOException or JsonException
            || (unreachable is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new SnapshotResult.Refused("unreachable", "The portal did not answer.");
        }
    }

    // The portal has one address: its gateway's, spoken to in HTTP.
    private static Uri AddressOf(DevicePairing pairing) => new UriBuilder(pairing.GatewayUrl)
    {
        Scheme = pairing.GatewayUrl.Scheme == "wss" ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
        Path = GatewayPaths.SnapshotsOf(pairing.DeviceId),
    }.Uri;

    private sealed record Snapshot(string SnapshotId);
}
