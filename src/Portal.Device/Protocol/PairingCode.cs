using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Portal.Device.Protocol;

/// <summary>
/// What an owner reads out to pair a device: 8 characters of Crockford base 32, written <c>K7QX-4M2P</c>.
/// Read as people type it: any case, dashes and spaces anywhere, <c>O</c> for 0, <c>I</c> and <c>L</c> for 1.
/// </summary>
public static class PairingCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;
    private const int LongestTyped = 64;

    /// <summary>A new code, unformatted, from the system's random numbers: 40 bits.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The code in capitals without dash, or false where the text is none.</summary>
    public static bool TryNormalise(string? typed, [NotNullWhen(true)] out string? code)
    {
        code = null;
        if (typed is null or { Length: > LongestTyped })
            return false;

        var symbols = typed.Where(c => c is not ('-' or ' ')).Select(Symbol).ToArray();
        if (symbols.Length != Length || symbols.Contains('\0'))
            return false;

        code = new string(symbols);
        return true;
    }

    /// <summary>A normalised code as people read it: <c>K7QX-4M2P</c>.</summary>
    public static string Format(string code) => $"{code[..4]}-{code[4..]}";

    private static char Symbol(char typed)
    {
        var capital = typed is >= 'a' and <= 'z' ? (char)(typed - 32) : typed;
        return capital switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => Alphabet.Contains(capital, StringComparison.Ordinal) ? capital : '\0',
        };
    }
}
