using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary><c>POST /api/devices/{deviceId}/key</c>: where a signed-in device gets itself a new key.</summary>
internal static class KeyEndpoint
{
    private const long HighestSeq = (1L << 53) - 1;

    public static void MapKey(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(GatewayPaths.KeyOf("{deviceId}"), RotateAsync)
            .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = DeviceAuthentication.Name })
            .WithMetadata(new RequestSizeLimitAttribute(JsonBody.Largest));

    private static async Task<Results<JsonHttpResult<KeyRotated>, ProblemHttpResult>> RotateAsync(
        string deviceId, HttpContext http, PairingClaims devices, KeyRotations rotations, DeviceMeters meters, TimeProvider time)
    {
        if (http.User.FindFirstValue(ClaimTypes.NameIdentifier) != deviceId
            || await devices.FindAsync(DeviceId.From(deviceId), http.RequestAborted) is not { } device)
            return Problems.Of(StatusCodes.Status404NotFound, "device_not_found", "A device asks for itself alone.");
        if (meters.Of(device.Id).TakeMessage() is { } tooMany)
            return Refuse(meters, device, StatusCodes.Status429TooManyRequests, tooMany.Code, tooMany.Hint);
        var (body, fault) = await JsonBody.ReadAsync(http, time);
        if (body is null)
            return Refuse(meters, device, fault, "invalid_body", JsonBody.Hint);
        using var read = body;
        var asked = Read(body.RootElement, device);
        if (!asked.IsGood)
            return Refuse(meters, device, StatusCodes.Status400BadRequest, asked.Fault.Code, $"{asked.Fault.Field}: {asked.Fault.Hint}");
        return await rotations.RotateAsync(device, asked.Value.PublicKey, asked.Value.LastSeq, http.RequestAborted) switch
        {
            KeyRotationOutcome.Rotated rotated => TypedResults.Json(new KeyRotated { Epoch = rotated.Epoch }, GatewayJson.Options),
            KeyRotationOutcome.TooSoon soon => TooSoon(http, meters, device, soon.Wait),
            KeyRotationOutcome.Pending => Refuse(
                meters, device, StatusCodes.Status409Conflict, GatewayErrorCodes.DevicePending, "Wait until an owner has confirmed this device."),
            KeyRotationOutcome.KeyInUse => Refuse(
                meters, device, StatusCodes.Status409Conflict, "device_key_in_use", "This key belongs or belonged to a device. Make a new one."),
            _ => Refuse(meters, device, StatusCodes.Status401Unauthorized, "sign_in_refused", "Sign in with the device's own key."),
        };
    }

    private static ProblemHttpResult TooSoon(HttpContext http, DeviceMeters meters, EnrolledDevice device, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refuse(
            meters, device, StatusCodes.Status429TooManyRequests, GatewayErrorCodes.RateLimited, "One new key a minute. Wait and try again.");
    }

    private static ProblemHttpResult Refuse(DeviceMeters meters, EnrolledDevice device, int status, string code, string hint)
    {
        meters.Of(device.Id).CountRefusal();
        return Problems.Of(status, code, hint);
    }

    private static Reading<KeyRotation> Read(JsonElement body, EnrolledDevice device)
    {
        var fields = new MessageFields(body);
        var key = fields.Inner("publicKey", KeyFields.Read);
        var asked = new KeyRotation
        {
            PublicKey = key ?? KeyFields.None,
            LastSeq = fields.Integer("lastSeq", 0, HighestSeq),
            Proof = fields.Text("proof", 128),
        };
        if (fields.Fault is null && !IsProven(asked, device))
            fields.Refuse("proof", "sign the canonical bytes of this rotation with the new key.", GatewayErrorCodes.SignatureInvalid);
        return fields.Fault is { } fault ? fault : asked;
    }

    /// <summary>Asked again with the key that it has got meanwhile, the device has signed the epoch of now.</summary>
    private static bool IsProven(KeyRotation asked, EnrolledDevice device)
    {
        var epoch = asked.PublicKey == device.PublicKey ? device.Epoch : device.Epoch + 1;
        if (!asked.PublicKey.TryOpen(out var key))
            return false;
        using (key)
            return EventSignature.Verify(key, KeyProof.BytesOf(device.Id.Value, epoch, asked.LastSeq, asked.PublicKey), asked.Proof);
    }
}
