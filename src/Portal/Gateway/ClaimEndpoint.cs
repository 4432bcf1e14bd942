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
    private const int MostCapabilities = 64;

    public static void MapClaim(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(GatewayPaths.Claim, ClaimAsync)
            .AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(JsonBody.Largest));

    private static async Task<Results<JsonHttpResult<ClaimResponse>, ProblemHttpResult>> ClaimAsync(
        HttpContext http, ClaimLimits limits, PairingClaims claims, PublicUrl publicUrl, TimeProvider time)
    {
        var wait = limits.Take(http.Connection.RemoteIpAddress);
        if (wait > TimeSpan.Zero)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Problems.Of(StatusCodes.Status429TooManyRequests, GatewayErrorCodes.RateLimited, "Too many tries. Wait and try again.");
        }

        var (body, fault) = await JsonBody.ReadAsync(http, time);
        if (body is null)
            return Problems.Of(fault, "invalid_body", JsonBody.Hint);
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

    /// <summary>A text that cannot be a code is answered like a wrong one: whoever guesses learns nothing from the form.</summary>
    private static Reading<PairingClaim> ReadClaim(JsonElement body)
    {
        var fields = new MessageFields(body);
        var key = fields.Inner("publicKey", KeyFields.Read);
        var claim = new PairingClaim
        {
            Code = PairingCode.TryNormalise(fields.Text("pairingCode"), out var code) ? code : "",
            PublicKey = key ?? KeyFields.None,
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

    private static ClaimResponse Answer(ClaimOutcome.Claimed claimed, PublicUrl publicUrl, TimeProvider time) => new()
    {
        DeviceId = claimed.Device.Value,
        AccessPointId = claimed.AccessPoint.Value,
        GatewayUrl = publicUrl.SocketOrigin + GatewayPaths.Hub,
        Audience = DeviceTokens.AudienceOf(publicUrl),
        ServerTime = Rfc3339.Format(time.GetUtcNow()),
    };
}
