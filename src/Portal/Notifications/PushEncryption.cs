using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Notifications;

/// <summary>Encrypts a message for one browser (RFC 8291): its push service carries it and cannot read it.</summary>
internal static class PushEncryption
{
    /// <summary>Messages are filled up to a multiple of this: their length says nothing of what stands in them.</summary>
    private const int Step = 512;

    /// <summary>What a push service must take (RFC 8030, 7.2); a message is one record.</summary>
    private const int RecordSize = 4096;
    private const int SaltBytes = 16;
    private const int TagBytes = 16;
    private const int HeaderBytes = SaltBytes + 4 + 1 + PushKeys.PublicKeyBytes;
    private const byte LastRecord = 2;

    /// <summary>The longest message that still fits.</summary>
    public const int Longest = RecordSize - HeaderBytes - TagBytes - Step;

    public static byte[] Encrypt(ReadOnlySpan<byte> message, PushKeys browser)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var padded = (message.Length / Step + 1) * Step;
        return Encrypt(message, padded - 1 - message.Length, browser, own, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    internal static byte[] Encrypt(ReadOnlySpan<byte> message, int padding, PushKeys browser, ECDiffieHellman own, byte[] salt)
    {
        if (message.Length > Longest)
            throw new ArgumentOutOfRangeException(nameof(message), message.Length, $"At most {Longest} bytes.");
        var ownPoint = PointOf(own);
        var (key, nonce) = Derive(browser, own, ownPoint, salt);
        var plain = new byte[message.Length + 1 + padding];
        message.CopyTo(plain);
        plain[message.Length] = LastRecord;

        var body = new byte[HeaderBytes + plain.Length + TagBytes];
        salt.CopyTo(body, 0);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(SaltBytes), RecordSize);
        body[SaltBytes + 4] = PushKeys.PublicKeyBytes;
        ownPoint.CopyTo(body, SaltBytes + 5);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, body.AsSpan(HeaderBytes, plain.Length), body.AsSpan(HeaderBytes + plain.Length));
        return body;
    }

    private static (byte[] Key, byte[] Nonce) Derive(PushKeys browser, ECDiffieHellman own, byte[] ownPoint, byte[] salt)
    {
        using var theirs = browser.ImportPublicKey();
        using var theirKey = theirs.PublicKey;
        var agreed = own.DeriveRawSecretAgreement(theirKey);
        byte[] info = [.. Encoding.ASCII.GetBytes("WebPush: info\0"), .. browser.PublicKey, .. ownPoint];
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, 32, browser.AuthSecret, info);
        return (
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0")),
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0")));
    }

    private static byte[] PointOf(ECDiffieHellman key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X ?? [], .. point.Y ?? []];
    }
}
