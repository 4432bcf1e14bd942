using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Accounts;

/// <summary>A key by which a carrier's system calls: shown once, kept only as a hash. Its first characters tell keys apart.</summary>
/// <param name="Text">The whole key, as the carrier sends it.</param>
/// <param name="Prefix">Its beginning; proves nothing, and is kept in the clear.</param>
internal sealed record CarrierKey(string Text, string Prefix)
{
    private const int PrefixLength = 14;
    private const string Mark = "pck_";

    /// <summary>256 random bits behind a prefix that names the kind of secret, so that it is found when it leaks.</summary>
    public static CarrierKey New() =>
        From(Mark + RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", PrefixLength - Mark.Length)
            + "_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>A key that was chosen by somebody else, as scripts do in Development.</summary>
    public static CarrierKey From(string text) => new(text, text[..Math.Min(text.Length, PrefixLength)]);

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
