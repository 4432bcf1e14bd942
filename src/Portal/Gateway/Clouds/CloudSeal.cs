using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Gateway.Clouds;

/// <summary>What a maker knows a link by stands in the database sealed by a key outside of it (S36).</summary>
internal sealed class CloudSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Portal.Gateway.CloudLinks");

    public byte[] Close(string secret) => _seal.Protect(Encoding.UTF8.GetBytes(secret));

    public string Open(byte[] sealedSecret) => Encoding.UTF8.GetString(_seal.Unprotect(sealedSecret));
}
