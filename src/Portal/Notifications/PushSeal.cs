using Microsoft.AspNetCore.DataProtection;

namespace Portal.Notifications;

/// <summary>Where a browser is reached stands in the database sealed by a key outside of it (S36).</summary>
internal sealed class PushSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Portal.Notifications.Push");

    public byte[] Close(PushKeys keys) => _seal.Protect(keys.ToJson());

    public PushKeys Open(byte[] sealedKeys) => PushKeys.FromJson(_seal.Unprotect(sealedKeys));
}
