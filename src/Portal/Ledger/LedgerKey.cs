using System.Security.Cryptography;
using System.Text;
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

    public static LedgerKey LoadOrMake(KeyFolder folder) => new(Read(folder.LoadOrMake(FileName, Make)));

    /// <summary>The public half of the key, for those who only check; null when nothing has been signed here yet.</summary>
    public static byte[]? PublicKeyIn(KeyFolder folder)
    {
        if (folder.Load(FileName) is not { } pem)
            return null;
        using var key = Read(pem);
        return key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>ECDSA over SHA-256, as ASN.1 DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> text) =>
        _key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => _key.Dispose();

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static ECDsa Read(byte[] pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Encoding.ASCII.GetString(pem));
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new StorageException($"{FileName} in the folder of {KeyFolder.Setting} is no P-256 private key in PEM. Put the right one back.");
        }
    }
}
