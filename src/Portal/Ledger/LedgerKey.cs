using System.Security.Cryptography;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>The key that signs the ledger's checkpoints: P-256, made at its first use, kept where the database is not.</summary>
internal sealed class LedgerKey : IDisposable
{
    private const string FileName = "ledger-signing-key.pem";

    private readonly ECDsa _key;

    private LedgerKey(ECDsa key)
    {
        _key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>DER SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    public static LedgerKey LoadOrMake(KeyFolder folder) => new(SigningKeyFile.LoadOrMake(folder, FileName));

    /// <summary>The public half of the key, for those who only check; null when nothing has been signed here yet.</summary>
    public static byte[]? PublicKeyIn(KeyFolder folder)
    {
        using var key = SigningKeyFile.Load(folder, FileName);
        return key?.ExportSubjectPublicKeyInfo();
    }

    /// <summary>ECDSA over SHA-256, as ASN.1 DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> text) =>
        _key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => _key.Dispose();
}
