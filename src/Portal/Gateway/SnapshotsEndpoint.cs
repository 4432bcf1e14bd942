using System.Buffers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary><c>POST /api/devices/{deviceId}/snapshots</c>: where a signed-in device leaves a picture.</summary>
internal static class SnapshotsEndpoint
{
    private const int Largest = 2 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static void MapDeviceSnapshots(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(GatewayPaths.SnapshotsOf("{deviceId}"), AddAsync)
            .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = DeviceAuthentication.Name })
            .WithMetadata(new RequestSizeLimitAttribute(Largest));

    private static async Task<Results<JsonHttpResult<SnapshotStored>, ProblemHttpResult>> AddAsync(
        string deviceId, HttpContext http, PairingClaims devices, Snapshots snapshots, DeviceMeters meters, TimeProvider time)
    {
        if (http.User.FindFirstValue(ClaimTypes.NameIdentifier) != deviceId
            || await devices.FindAsync(DeviceId.From(deviceId), http.RequestAborted) is not { } device)
            return Problems.Of(StatusCodes.Status404NotFound, "device_not_found", "A device sends its own pictures alone.");
        var meter = meters.Of(device.Id);
        if (!device.IsConfirmed)
            return Refuse(meter, StatusCodes.Status409Conflict, GatewayErrorCodes.DevicePending, "Wait until an owner has confirmed this device.");
        if (meter.TakePicture() is { } tooMany)
            return Refuse(meter, StatusCodes.Status429TooManyRequests, tooMany.Code, tooMany.Hint);
        var (sent, fault) = await ReadAsync(http, time);
        if (sent is null)
        {
            var code = fault == StatusCodes.Status413PayloadTooLarge ? GatewayErrorCodes.TooLarge : "too_slow";
            return Refuse(meter, fault, code, $"Send at most {Largest} bytes, within {Patience.TotalSeconds} s.");
        }

        if (!Picture.TryClean(sent, out var picture))
            return Refuse(meter, StatusCodes.Status415UnsupportedMediaType, "picture_invalid", "Send one whole JPEG, PNG or WebP that does not move.");
        return await snapshots.AddAsync(device.Id, picture, http.RequestAborted) is { } id
            ? TypedResults.Json(new SnapshotStored(id.Value), GatewayJson.Options, statusCode: StatusCodes.Status201Created)
            : Refuse(meter, StatusCodes.Status403Forbidden, "not_supported", "This device did not declare the capability snapshot.");
    }

    private static ProblemHttpResult Refuse(DeviceMeter meter, int status, string code, string hint)
    {
        meter.CountRefusal();
        return Problems.Of(status, code, hint);
    }

    /// <summary>The bytes, or the status that says what is wrong with them.</summary>
    private static async Task<(byte[]? Bytes, int Fault)> ReadAsync(HttpContext http, TimeProvider time)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, late.Token);
        var bytes = new ArrayBufferWriter<byte>();
        try
        {
            while (await http.Request.Body.ReadAsync(bytes.GetMemory(64 * 1024), either.Token) is var read and > 0)
                bytes.Advance(read);
            return (bytes.WrittenSpan.ToArray(), 0);
        }
        catch (BadHttpRequestException bad)
        {
            return (null, bad.StatusCode);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return (null, StatusCodes.Status408RequestTimeout);
        }
    }

    private sealed record SnapshotStored(string SnapshotId);
}
