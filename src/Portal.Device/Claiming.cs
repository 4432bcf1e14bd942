using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>Claims a pairing code at a portal, with a new key for each try: a claim whose answer was lost leaves nothing behind.</summary>
internal static class Claiming
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    /// <returns>The answer, and who the device is now where the code was right.</returns>
    public static async Task<(PairingResult Result, DevicePairing? Pairing, DateTimeOffset? ServerTime)> ClaimAsync(
        Uri portal, string code, DeviceDescription device, CancellationToken cancellationToken)
    {
        if (!PairingCode.TryNormalise(code, out var normalised))
            return Refused(GatewayErrorCodes.PairingCodeInvalid, "A pairing code has 8 letters and digits, like K7QX-4M2P.");

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var http = new HttpClient { BaseAddress = portal, Timeout = AnswerWithin };
        try
        {
            using var answer = await http.PostAsJsonAsync(GatewayPaths.Claim, Request(normalised, key, device), GatewayJson.Options, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                var (refusal, detail) = await PortalProblem.ReadAsync(answer, cancellationToken);
                return Refused(refusal, detail);
            }

            var claimed = await answer.Content.ReadFromJsonAsync<ClaimResponse>(GatewayJson.Options, cancellationToken)
                ?? throw new JsonException("The answer is empty.");
            var pairing = new DevicePairing
            {
                PrivateKey = Convert.ToBase64String(key.ExportPkcs8PrivateKey()),
                DeviceId = claimed.DeviceId,
                AccessPointId = claimed.AccessPointId,
                GatewayUrl = new Uri(claimed.GatewayUrl, UriKind.Absolute),
                Audience = claimed.Audience,
                CheckNumber = PairingCheckNumber.Of(normalised, PublicKeyJwk.Of(key)),
            };
            DateTimeOffset? serverTime = WireTime.TryParse(claimed.ServerTime, out var told) ? told : null;
            return (new PairingResult.Claimed(pairing.DeviceId, pairing.CheckNumber), pairing, serverTime);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException or UriFormatException
            || (unreachable is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Refused("unreachable", $"No portal answers at {portal}.");
        }
    }

    private static ClaimRequest Request(string code, ECDsa key, DeviceDescription device) => new()
    {
        PairingCode = PairingCode.Format(code),
        PublicKey = PublicKeyJwk.Of(key),
        Profile = device.Profile.Name,
        Model = device.Model,
        Serial = device.Serial,
        Firmware = device.Firmware,
        Capabilities = device.CanDo ?? device.Profile.UsualCapabilities,
        HeartbeatSeconds = device.HeartbeatSeconds,
    };

    private static (PairingResult Result, DevicePairing? Pairing, DateTimeOffset? ServerTime) Refused(string code, string detail) =>
        (new PairingResult.Refused(code, detail), null, null);
}
