using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Access;
using Portal.Client;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary><c>POST /api/devices/claim</c>: where a device that nobody knows offers a pairing code and its key.</summary>
internal static class ClaimEndpoint
{
    private const int LargestBody = 8 * 1024;
    private const int MostCapabilities = 64;
    private static readonly JsonDocumentOptions BodyOptions = new() { MaxDepth = 8 };

    public static void MapClaim(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(GatewayPaths.Claim, ClaimAsync)
            .AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<Results<JsonHttpResult<ClaimResponse>, ProblemHttpResult>> ClaimAsync(
        HttpContext http, ClaimLimits limits, PairingClaims claims, PublicUrl publicUrl, TimeProvider time)
    {
        var wait = limits.Take(http.Connection.RemoteIpAddress);
        if (wait > TimeSpan.Zero)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problems.Of(StatusCodes.Status429TooManyRequests, GatewayErrorCodes.RateLimited, "Too many tries. Wait and try again.");
        }

        var (body, fault) = await ReadBodyAsync(http);
        if (body is null)
            return Problems.Of(fault, "invalid_body", $"Send one JSON object of at most {LargestBody} bytes as application/json.");
        using var read = body;
        var request = ReadClaim(body.RootElement);
        if (!request.IsGood)
            return Problems.Of(StatusCodes.Status400BadRequest, request.Fault.Code, $"{request.Fault.Field}: {request.Fault.Hint}");
        return await claims.ClaimAsync(request.Value, http.RequestAborted) switch
        {
            ClaimOutcome.Claimed claimed => TypedResults.Json(
                Answer(claimed, publicUrl, time), GatewayJson.Options, statusCode: StatusCodes.Status201Created),
            ClaimOutcome.KeyInUse => Problems.Of(
                StatusCodes.Status409Conflict, "device_key_in_use", "This key belongs to a device that was not released. Make a new key."),
            _ => Problems.Of(
                StatusCodes.Status404NotFound, GatewayErrorCodes.PairingCodeInvalid, "This pairing code is wrong, used or expired. Ask for a new one."),
        };
    }

    /// <summary>The body, or the status that says what is wrong with it.</summary>
    private static async Task<(JsonDocument? Body, int Fault)> ReadBodyAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            return (null, StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return (await JsonDocument.ParseAsync(http.Request.Body, BodyOptions, http.RequestAborted), 0);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException bad)
        {
            return (null, bad.StatusCode);
        }
    }

    /// <summary>A text that cannot be a code is answered like a wrong one: whoever guesses learns nothing from the form.</summary>
    private static Reading<PairingClaim> ReadClaim(JsonElement body)
    {
        var fields = new MessageFields(body);
        var key = fields.Inner("publicKey", ReadKey);
        var claim = new PairingClaim
        {
            Code = PairingCode.TryNormalise(fields.Text("pairingCode"), out var code) ? code : "",
            PublicKey = key ?? NoKey,
            Profile = fields.Text("profile"),
            Model = fields.Text("model"),
            Serial = fields.Text("serial"),
            Firmware = fields.Text("firmware"),
            Capabilities = fields.WordList("capabilities", MostCapabilities),
            HeartbeatSeconds = (int)fields.Integer(
                "heartbeatSeconds", GatewayLimits.ShortestHeartbeatSeconds, GatewayLimits.LongestHeartbeatSeconds),
        };
        if (!DeviceProfile.TryFind(claim.Profile, out _))
            fields.Refuse("profile", $"send one of {string.Join(", ", DeviceProfile.All)}.");
        return fields.Fault is { } fault ? fault : claim;
    }

    private static PublicKeyJwk ReadKey(MessageFields fields)
    {
        var key = new PublicKeyJwk { Kty = fields.Text("kty"), Crv = fields.Text("crv"), X = fields.Text("x"), Y = fields.Text("y") };
        if (key.TryOpen(out var opened))
            opened.Dispose();
        else
            fields.Refuse("x", "send a point on P-256 as a JSON Web Key: kty EC, crv P-256, x and y of 32 bytes each.");
        return key;
    }

    private static PublicKeyJwk NoKey { get; } = new() { Kty = "", Crv = "", X = "", Y = "" };

    private static ClaimResponse Answer(ClaimOutcome.Claimed claimed, PublicUrl publicUrl, TimeProvider time) => new()
    {
        DeviceId = claimed.Device.Value,
        AccessPointId = claimed.AccessPoint.Value,
        GatewayUrl = publicUrl.SocketOrigin + GatewayPaths.Hub,
        Audience = DeviceTokens.AudienceOf(publicUrl),
        ServerTime = Rfc3339.Format(time.GetUtcNow()),
    };
}
