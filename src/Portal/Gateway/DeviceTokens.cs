using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>
/// Reads the token that a device has signed for itself with the key of its pairing (S21). Whether the device is unknown, released or
/// merely signed with another key is not told.
/// </summary>
internal sealed class DeviceTokens(PairingClaims devices, PublicUrl publicUrl, TimeProvider time)
{
    private const int LongestToken = 2048;
    private const string WrongForm = "Sign in with a JWT: alg ES256; kid, iss and sub the device id; aud, iat, exp and jti.";
    private const string WrongKey = "No such device may sign in, or the token is not signed with its key.";

    private static readonly string WrongTime =
        $"The token has expired, is from the future, or lives longer than {GatewayLimits.TokenSeconds} s. The Date header tells the time.";

    /// <summary>How far a device's clock may be ahead.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = LongestToken };

    /// <summary>The <c>aud</c> of every token for this portal.</summary>
    public static string AudienceOf(PublicUrl publicUrl) => publicUrl.At(GatewayPaths.Hub);

    public async Task<TokenReading> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (Parse(text) is not { } token || !PortalId.TryParse<DeviceId>(token.Kid, out var id) || !IsWellFormed(token, id))
            return new TokenReading.Refused(WrongForm);
        if (await devices.FindAsync(id, cancellationToken) is not { } device || !device.PublicKey.TryOpen(out var key))
            return new TokenReading.Refused(WrongKey);
        using (key)
        {
            // A provider for one token: a cache of them would grow with every device.
            var signer = new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
            var result = await Handler.ValidateTokenAsync(token, Parameters(signer));
            return result.Exception switch
            {
                null => new TokenReading.Valid(id, new DateTimeOffset(token.ValidTo, TimeSpan.Zero)),
                SecurityTokenInvalidLifetimeException => new TokenReading.Refused(WrongTime),
                SecurityTokenInvalidAudienceException => new TokenReading.Refused($"aud is not {AudienceOf(publicUrl)}."),
                _ => new TokenReading.Refused(WrongKey),
            };
        }
    }

    private static JsonWebToken? Parse(string text)
    {
        if (text.Length > LongestToken || !Handler.CanReadToken(text))
            return null;
        try
        {
            return Handler.ReadJsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsWellFormed(JsonWebToken token, DeviceId id) =>
        token.Alg == DeviceToken.Algorithm && token.Issuer == id.Value && token.Subject == id.Value && token.Id is { Length: > 0 };

    private TokenValidationParameters Parameters(SecurityKey key) => new()
    {
        ValidAlgorithms = [DeviceToken.Algorithm],
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = true,
        ValidAudience = AudienceOf(publicUrl),
        ValidateIssuer = false,
        LifetimeValidator = (_, _, token, _) => token is JsonWebToken one && IsNow(one),
    };

    private bool IsNow(JsonWebToken token)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return token.IssuedAt != DateTime.MinValue
            && token.IssuedAt <= now + Tolerance
            && token.ValidFrom <= now + Tolerance
            && token.ValidTo > now
            && token.ValidTo - token.IssuedAt <= TimeSpan.FromSeconds(GatewayLimits.TokenSeconds);
    }
}

/// <summary>What a token says, once it was checked.</summary>
internal abstract record TokenReading
{
    private TokenReading()
    {
    }

    public sealed record Valid(DeviceId Device, DateTimeOffset ExpiresAt) : TokenReading;

    /// <param name="Hint">One sentence for the maker of the device.</param>
    public sealed record Refused(string Hint) : TokenReading;
}
