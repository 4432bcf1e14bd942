using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>
/// <c>POST /api/clouds/seam</c>: Seam says that something happened to a lock. Signed by Svix (Standard Webhooks); what it says is not believed, it
/// only makes us ask at once.
/// </summary>
internal static class SeamWebhook
{
    public const string Path = "/api/clouds/seam";
    private const int LargestBody = 64 * 1024;
    private const string Version = "v1,";
    private const string SecretPrefix = "whsec_";

    /// <summary>How far its time may be off: an old message is a replay.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static void MapSeamWebhook(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, TakeAsync).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<Results<NoContent, UnauthorizedHttpResult>> TakeAsync(
        HttpContext http, IOptions<SeamOptions> options, CloudLines lines, TimeProvider time)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (!IsSeams(http.Request.Headers, body.ToArray(), options.Value.WebhookSecret, time.GetUtcNow()))
            return TypedResults.Unauthorized();
        if (DeviceOf(body.ToArray()) is { } device)
            lines.Wake(CloudMaker.Seam, device);
        return TypedResults.NoContent();
    }

    private static bool IsSeams(IHeaderDictionary headers, byte[] body, string secret, DateTimeOffset now)
    {
        if (secret.Length == 0 || !long.TryParse(headers["svix-timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        if ((now.ToUnixTimeSeconds() - seconds) is var age && Math.Abs(age) > Tolerance.TotalSeconds)
            return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{headers["svix-id"]}.{headers["svix-timestamp"]}."), .. body];
        var right = HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed);
        return headers["svix-signature"].ToString().Split(' ').Any(one => IsSame(one, right));
    }

    private static bool IsSame(string signature, byte[] right)
    {
        Span<byte> said = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature.StartsWith(Version, StringComparison.Ordinal)
            && Convert.TryFromBase64String(signature[Version.Length..], said, out var length)
            && length == right.Length
            && CryptographicOperations.FixedTimeEquals(said, right);
    }

    private static string? DeviceOf(byte[] body)
    {
        try
        {
            using var said = JsonDocument.Parse(body);
            return said.RootElement.ValueKind == JsonValueKind.Object && said.RootElement.TryGetProperty("device_id", out var device)
                && device.ValueKind == JsonValueKind.String
                ? device.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
