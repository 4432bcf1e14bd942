using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Browser.Tests.Support;

/// <summary>
/// The machine's nginx with the site of <c>docs/proxy/nginx.conf</c>, in which only names, ports and paths are put in, and a certificate
/// made for this test.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-nginx-");
    private readonly ConsoleProcess _program;

    private Nginx(Uri portal, Uri publicUrl, int httpPort)
    {
        Certificate = MakeCertificate();
        File.WriteAllText(FileOf("cert.pem"), Certificate.ExportCertificatePem());
        using (var key = Certificate.GetECDsaPrivateKey() ?? throw new InvalidOperationException("The certificate has no key."))
            File.WriteAllText(FileOf("key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(FileOf("site.conf"), FillIn(portal, publicUrl, httpPort));
        File.WriteAllText(FileOf("nginx.conf"), $$"""
            daemon off;
            pid {{FileOf("pid")}};
            error_log stderr notice;
            events { worker_connections 256; }
            http {
                client_body_temp_path {{FileOf("body")}};
                proxy_temp_path {{FileOf("proxied")}};
                fastcgi_temp_path {{FileOf("fastcgi")}};
                uwsgi_temp_path {{FileOf("uwsgi")}};
                scgi_temp_path {{FileOf("scgi")}};
                include {{FileOf("site.conf")}};
            }
            """);
        _program = ConsoleProcess.Run("nginx", ["-p", _folder.FullName, "-e", "stderr", "-c", FileOf("nginx.conf")], SystemPath);
    }

    /// <summary>Signed by nobody but itself.</summary>
    public X509Certificate2 Certificate { get; }

    // Debian keeps servers where only the administrator's shell looks.
    private static KeyValuePair<string, string>[] SystemPath =>
        [new("PATH", Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/usr/local/sbin")];

    public static async Task<Nginx> StartAsync(Uri portal, Uri publicUrl, int httpPort, CancellationToken cancellationToken)
    {
        var nginx = new Nginx(portal, publicUrl, httpPort);
        await nginx._program.ReadAsync("start worker process ", cancellationToken);
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);

    private string FillIn(Uri portal, Uri publicUrl, int httpPort)
    {
        var site = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "proxy", "nginx.conf"));
        foreach (var (written, here) in new[]
        {
            ("server 127.0.0.1:5080;", $"server {portal.Authority};"),
            ("https://portal.example", publicUrl.GetLeftPart(UriPartial.Authority)),
            ("server_name portal.example;", $"server_name {publicUrl.Host};"),
            ("listen 80;", $"listen 127.0.0.1:{httpPort};"),
            ("listen 443 ", $"listen 127.0.0.1:{publicUrl.Port} "),
            ("/etc/letsencrypt/live/portal.example/fullchain.pem", FileOf("cert.pem")),
            ("/etc/letsencrypt/live/portal.example/privkey.pem", FileOf("key.pem")),
        })
        {
            Assert.Contains(written, site, StringComparison.Ordinal);
            site = site.Replace(written, here, StringComparison.Ordinal);
        }

        return site;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
