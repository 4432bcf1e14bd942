using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Device.Protocol;

/// <summary>
/// What a device signs in with: a JSON Web Token (RFC 7519) that it makes and signs itself, ES256,
/// <c>kid</c> = <c>iss</c> = <c>sub</c> = the device's id. Sent as <c>Authorization: Bearer</c>, or as
/// <c>access_token</c> in the query by clients that cannot set headers.
/// </summary>
public static class DeviceToken
{
    /// <summary>Name of the query parameter.</summary>
    public const string QueryParameter = "access_token";

    /// <summary>The only algorithm that a portal accepts.</summary>
    public const string Algorithm = "ES256";

    /// <summary>Makes a token that is good from <paramref name="now"/> for <paramref name="life"/>.</summary>
    /// <param name="key">The device's P-256 key.</param>
    /// <param name="deviceId">The id that the claim gave.</param>
    /// <param name="audience">The audience that the claim gave.</param>
    /// <param name="now">The device's clock.</param>
    /// <param name="life">At most one hour (<see cref="GatewayLimits.TokenSeconds"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The life is not over 0 and at most one hour.</exception>
    public static string Create(ECDsa key, string deviceId, string audience, DateTimeOffset now, TimeSpan life)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life, TimeSpan.FromSeconds(GatewayLimits.TokenSeconds));
        var header = Part(new { alg = Algorithm, typ = "JWT", kid = deviceId });
        var claims = Part(new
        {
            iss = deviceId,
            sub = deviceId,
            aud = audience,
            iat = now.ToUnixTimeSeconds(),
            exp = now.Add(life).ToUnixTimeSeconds(),
            jti = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        });
        var signed = $"{header}.{claims}";
        return $"{signed}.{EventSignature.Sign(key, Encoding.ASCII.GetBytes(signed))}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
