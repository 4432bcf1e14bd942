using System.Reflection;

namespace Portal.Accounts;

/// <summary>
/// Passwords that thieves try first, from <c>known-passwords.txt</c> (docs/decisions/0026). What only dresses one of them up is known too:
/// other letters' size, digits and signs around it, itself again, or another one behind it.
/// </summary>
internal static class KnownPasswords
{
    private const string List = "known-passwords.txt";

    /// <summary>Shorter pieces are no passwords, but what many sentences are made of.</summary>
    private const int ShortestPiece = 4;

    private static readonly Lazy<HashSet<string>> All = new(Read);

    public static bool Holds(string password)
    {
        var plain = password.Trim().ToLowerInvariant();
        return IsKnown(plain) || IsKnown(plain.Trim([.. plain.Where(sign => !char.IsLetter(sign))]));
    }

    private static bool IsKnown(string text) => All.Value.Contains(text) || IsTwoKnown(text) || IsOneAgain(text);

    private static bool IsTwoKnown(string text)
    {
        for (var cut = ShortestPiece; cut <= text.Length - ShortestPiece; cut++)
        {
            if (All.Value.Contains(text[..cut]) && All.Value.Contains(text[cut..]))
                return true;
        }

        return false;
    }

    private static bool IsOneAgain(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && All.Value.Contains(text[..length]) && IsRepeated(text, length))
                return true;
        }

        return false;
    }

    private static bool IsRepeated(string text, int length) =>
        text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length));

    private static HashSet<string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(List)
            ?? throw new InvalidOperationException(List + " is not part of the program.");
        using var reader = new StreamReader(stream);
        var all = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            all.Add(line);
        return all;
    }
}
