using System.Buffers.Text;
using System.Security.Cryptography;
using Portal.Client.Notifications;
using Portal.Notifications;

namespace Portal.Tests.Notifications;

/// <summary>A browser with keys of its own, as far as push messages go.</summary>
internal sealed class TestBrowser : IDisposable
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(PushKeys.AuthSecretBytes);
    private readonly string _endpoint;

    public TestBrowser(string endpoint) => _endpoint = endpoint;

    public string PrivateKey => Base64Url.EncodeToString(_key.ExportParameters(includePrivateParameters: true).D ?? []);

    public string AuthSecret => Base64Url.EncodeToString(_auth);

    /// <summary>What it says to the portal.</summary>
    public BrowserKeys Said
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return new BrowserKeys
            {
                Endpoint = _endpoint, PublicKey = Base64Url.EncodeToString([4, .. point.X ?? [], .. point.Y ?? []]), AuthSecret = AuthSecret, Name = "Firefox on Linux",
            };
        }
    }

    public PushKeys Keys => PushKeys.Parse(Said.Endpoint, Said.PublicKey, Said.AuthSecret) ?? throw new InvalidOperationException("No keys.");

    public void Dispose() => _key.Dispose();
}
