using System.Text;

namespace Portal.Ledger;

/// <summary>A C2SP signed note: a text that ends in a line feed, an empty line, and lines of signatures.</summary>
internal static class SignedNote
{
    private const string SignatureStart = "\u2014 ";

    public static string Sign(string text, string name, LedgerKey key)
    {
        var id = new VerifierKey(name, key.PublicKey).Id;
        var signature = key.Sign(Encoding.UTF8.GetBytes(text));
        return $"{text}\n{SignatureStart}{name} {Convert.ToBase64String([.. id, .. signature])}\n";
    }

    /// <summary>The text of a note that <paramref name="key"/> has signed; null for every other note.</summary>
    public static string? Open(string note, VerifierKey key)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
            return null;
        var text = note[..(end + 1)];
        var bytes = Encoding.UTF8.GetBytes(text);
        return SignaturesOf(note[(end + 2)..], key).Any(signature => key.Verify(bytes, signature)) ? text : null;
    }

    /// <summary>The signatures of one key; those of others (a rotated key, a witness) are passed over.</summary>
    private static IEnumerable<byte[]> SignaturesOf(string lines, VerifierKey key)
    {
        var start = $"{SignatureStart}{key.Name} ";
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = new byte[line.Length];
            if (line.StartsWith(start, StringComparison.Ordinal)
                && Convert.TryFromBase64String(line[start.Length..], bytes, out var length)
                && bytes.AsSpan(0, length).StartsWith(key.Id))
                yield return bytes[VerifierKey.IdSize..length];
        }
    }
}
