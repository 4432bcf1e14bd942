using System.Security.Cryptography;
using System.Text;

namespace Portal.Storage;

/// <summary>A P-256 key as it lies in the key folder: PKCS 8 in PEM, made at its first use.</summary>
internal static class SigningKeyFile
{
    public static ECDsa LoadOrMake(KeyFolder folder, string name) => Read(folder.LoadOrMake(name, Make), name);

    /// <summary>For those who only look; null when it was never made.</summary>
    public static ECDsa? Load(KeyFolder folder, string name) => folder.Load(name) is { } pem ? Read(pem, name) : null;

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static ECDsa Read(byte[] pem, string name)
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
            throw new StorageException($"{name} in the folder of {KeyFolder.Setting} is no P-256 private key in PEM. Put the right one back.");
        }
    }
}
