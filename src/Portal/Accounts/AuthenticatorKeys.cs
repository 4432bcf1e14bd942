using Microsoft.AspNetCore.DataProtection;

namespace Portal.Accounts;

/// <summary>Seals the keys of authenticator apps with a key that lies outside of the database (S36).</summary>
internal sealed class AuthenticatorKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.Accounts.AuthenticatorKey");

    public string Seal(string key) => _protector.Protect(key);

    public string Open(string sealedKey) => _protector.Unprotect(sealedKey);
}
