using System.Text.Json;

namespace Portal.Client;

/// <summary>
/// The words of the product as they stand in the database, on the wire and in the ledger: lower snake case of the enum's name
/// (<c>InProgress</c> is <c>in_progress</c>).
/// </summary>
public static class Words
{
    /// <summary>The word of a value.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Table<TEnum>.Words.TryGetValue(value, out var word)
            ? word
            : throw new ArgumentOutOfRangeException(nameof(value), value, typeof(TEnum).Name + " has no such value.");

    /// <summary>The value of a word that the portal itself wrote.</summary>
    /// <exception cref="FormatException">No such word: the database was written by a newer version.</exception>
    public static TEnum Parse<TEnum>(string word)
        where TEnum : struct, Enum =>
        TryParse<TEnum>(word, out var value)
            ? value
            : throw new FormatException($"'{word}' is no {typeof(TEnum).Name}.");

    /// <summary>Reads a word from outside.</summary>
    public static bool TryParse<TEnum>(string? word, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return word is not null && Table<TEnum>.Values.TryGetValue(word, out value);
    }

    private static class Table<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> Words =
            Enum.GetValues<TEnum>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, TEnum> Values =
            Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
