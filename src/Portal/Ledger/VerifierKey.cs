using System.Security.Cryptography;

namespace Portal.Ledger;

/// <summary>What somebody needs to check the ledger's checkpoints: a C2SP verifier key of signature type 0x02 (ECDSA).</summary>
/// <param name="Name">The ledger's origin.</param>
/// <param name="PublicKey">DER SubjectPublicKeyInfo.</param>
internal sealed record VerifierKey(string Name, byte[] PublicKey)
{
    public const int IdSize = 4;
    private const byte EcdsaType = 0x02;

    /// <summary>The first four bytes of SHA-256 over the public key.</summary>
    public byte[] Id { get; } = SHA256.HashData(PublicKey)[..IdSize];

    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(PublicKey, out _);
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary><c>name+id+key</c>, as programs that verify notes take it.</summary>
    public override string ToString() => $"{Name}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String([EcdsaType, .. PublicKey])}";
}
