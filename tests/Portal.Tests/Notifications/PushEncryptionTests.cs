using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Notifications;
using Portal.Tests.Device;

namespace Portal.Tests.Notifications;

/// <summary>What leaves for a push service can be read by the one browser, and by nobody on the way.</summary>
public sealed class PushEncryptionTests
{
    /// <summary>RFC 8291, appendix A.</summary>
    [Fact]
    public void Encrypt_VectorOfTheRfc_IsTheSameByteForByte()
    {
        using var own = Key(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8", "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        var browser = PushKeys.Parse(
            "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg") ?? throw new InvalidOperationException("No keys.");

        var body = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8, padding: 0, browser, own, Base64Url.DecodeFromChars("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
            + "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(510)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(PushEncryption.Longest)]
    public async Task Encrypt_AnyLength_IsReadByAnotherProgramAndSaysNothingByItsLength(int length)
    {
        var text = string.Concat(Enumerable.Repeat("ü–x", length))[..(length / 2)];
        using var browser = new TestBrowser("https://push.example.net/1");

        var body = PushEncryption.Encrypt(Encoding.UTF8.GetBytes(text), browser.Keys);

        Assert.Equal(0, (body.Length - 86 - 16) % 512);
        using var script = new NodeScript("push.mjs", "decrypt");
        await script.SayAsync(JsonSerializer.Serialize(new { body = Base64Url.EncodeToString(body), key = browser.PrivateKey, auth = browser.AuthSecret }));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(await script.SaidAsync()));
    }

    [Fact]
    public void Encrypt_TooLong_IsRefused()
    {
        using var browser = new TestBrowser("https://push.example.net/1");
        Assert.Throws<ArgumentOutOfRangeException>(() => PushEncryption.Encrypt(new byte[PushEncryption.Longest + 1], browser.Keys));
    }

    [Theory]
    [InlineData("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8")] // On no curve.
    [InlineData("AiVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")] // Another form.
    [InlineData("BCVxsr7N")]
    [InlineData("not base64url!")]
    [InlineData(null)]
    public void Parse_KeyThatIsNone_IsRefused(string? key) =>
        Assert.Null(PushKeys.Parse("https://push.example.net/1", key, "BTBZMqHH6r4Tts7J_aSIgg"));

    [Fact]
    public async Task Vapid_Token_IsVerifiedByAnotherProgram()
    {
        var folder = Directory.CreateTempSubdirectory("portal-vapid-");
        using var key = VapidKey.LoadOrMake(new Portal.Storage.KeyFolder(folder.FullName));
        using var again = VapidKey.LoadOrMake(new Portal.Storage.KeyFolder(folder.FullName));
        var header = key.Authorize(new Uri("https://push.example.net:8443/push/abc"), "mailto:ops@example.com", TimeProvider.System.GetUtcNow());
        using var script = new NodeScript("push.mjs", "verify");

        await script.SayAsync(JsonSerializer.Serialize(header));

        var claims = JsonSerializer.Deserialize<JsonElement>(await script.SaidAsync());
        Assert.Equal(("https://push.example.net:8443", "mailto:ops@example.com"), (claims.GetProperty("aud").GetString(), claims.GetProperty("sub").GetString()));
        Assert.True(claims.GetProperty("secondsLeft").GetDouble() is > 0 and <= 86_400);
        Assert.Equal(key.PublicKey, again.PublicKey);
        folder.Delete(recursive: true);
    }

    private static ECDiffieHellman Key(string point, string secret)
    {
        var bytes = Base64Url.DecodeFromChars(point);
        return ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = bytes[1..33], Y = bytes[33..] },
            D = Base64Url.DecodeFromChars(secret),
        });
    }
}
