using System.Security.Cryptography;
using Portal.Device.Protocol;

namespace Portal.Benchmarks.Ingest;

/// <summary>How many ES256 signatures this machine checks in a second, on all cores: no portal can take signed events faster.</summary>
internal static class VerifyRate
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(2);

    public static double Measure()
    {
        var bytes = RandomNumberGenerator.GetBytes(180);
        var begun = TimeProvider.System.GetTimestamp();
        var all = new long[Environment.ProcessorCount];
        Parallel.For(0, all.Length, core =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var signature = EventSignature.Sign(key, bytes);
            while (TimeProvider.System.GetElapsedTime(begun) < Long)
            {
                if (EventSignature.Verify(key, bytes, signature))
                    all[core]++;
            }
        });
        return all.Sum() / TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
    }
}
