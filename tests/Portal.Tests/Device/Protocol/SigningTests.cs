using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Tests.Device.Protocol;

public sealed class SigningTests : IDisposable
{
    private static readonly DateTimeOffset Now = WireTime.Parse("2026-11-21T14:03:07.120Z");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void EventSignature_OwnKey_Verifies()
    {
        var signature = EventSignature.Sign(_key, "what happened"u8);

        Assert.Equal(86, signature.Length);
        Assert.True(EventSignature.Verify(_key, "what happened"u8, signature));
        Assert.False(EventSignature.Verify(_key, "what happened!"u8, signature));
    }

    [Fact]
    public void EventSignature_AnotherSpellingOfTheSameBytes_IsRefused()
    {
        var signature = EventSignature.Sign(_key, "what happened"u8);
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var spareBitSet = alphabet[alphabet.IndexOf(signature[^1], StringComparison.Ordinal) + 1];

        Assert.False(EventSignature.Verify(_key, "what happened"u8, signature[..^1] + spareBitSet));
        Assert.False(EventSignature.Verify(_key, "what happened"u8, signature[..40] + "\n" + signature[40..]));
        Assert.False(EventSignature.Verify(_key, "what happened"u8, signature[..84] + "\n" + signature[84..85]));
    }

    [Fact]
    public void PublicKeyJwk_RoundTrip_OpensTheSameKey()
    {
        var jwk = JsonSerializer.Deserialize<PublicKeyJwk>(JsonSerializer.Serialize(PublicKeyJwk.Of(_key), GatewayJson.Options), GatewayJson.Options);

        Assert.NotNull(jwk);
        Assert.True(jwk.TryOpen(out var opened));
        using (opened)
        {
            Assert.True(EventSignature.Verify(opened, "x"u8, EventSignature.Sign(_key, "x"u8)));
        }
    }

    [Fact]
    public void PublicKeyJwk_NotAPointOfTheCurve_IsRefused()
    {
        var jwk = PublicKeyJwk.Of(_key);

        Assert.False((jwk with { X = jwk.Y, Y = jwk.X }).TryOpen(out _));
        Assert.False((jwk with { X = new string('A', 43), Y = new string('A', 43) }).TryOpen(out _));
        Assert.False((jwk with { Crv = "P-384" }).TryOpen(out _));
        Assert.False((jwk with { X = jwk.X[..^1] }).TryOpen(out _));
        Assert.False((jwk with { X = jwk.X + "=" }).TryOpen(out _));
    }

    [Fact]
    public void PublicKeyJwk_TheExampleOfRfc7638Form_HasMembersInOrder()
    {
        var jwk = PublicKeyJwk.Of(_key);
        var text = $$"""{"crv":"P-256","kty":"EC","x":"{{jwk.X}}","y":"{{jwk.Y}}"}""";

        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), jwk.Thumbprint());
    }

    [Fact]
    public void S21_DeviceToken_IsSignedByTheDevicesOwnKey()
    {
        var token = DeviceToken.Create(_key, "dev_1", "https://portal.example", Now, TimeSpan.FromMinutes(30));

        var parts = token.Split('.');
        Assert.Equal(3, parts.Length);
        Assert.True(EventSignature.Verify(_key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), parts[2]));
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal("ES256", header.RootElement.GetProperty("alg").GetString());
        Assert.Equal("dev_1", header.RootElement.GetProperty("kid").GetString());
        Assert.Equal("dev_1", claims.RootElement.GetProperty("iss").GetString());
        Assert.Equal("dev_1", claims.RootElement.GetProperty("sub").GetString());
        Assert.Equal("https://portal.example", claims.RootElement.GetProperty("aud").GetString());
        Assert.Equal(Now.ToUnixTimeSeconds(), claims.RootElement.GetProperty("iat").GetInt64());
        Assert.Equal(Now.ToUnixTimeSeconds() + 1800, claims.RootElement.GetProperty("exp").GetInt64());
        Assert.NotEqual(token, DeviceToken.Create(_key, "dev_1", "https://portal.example", Now, TimeSpan.FromMinutes(30)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3601)]
    public void DeviceToken_LifeOutOfBounds_IsRefused(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DeviceToken.Create(_key, "d", "a", Now, TimeSpan.FromSeconds(seconds)));
}
