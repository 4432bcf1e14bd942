using Portal.Client.Access;

namespace Portal.Access;

/// <summary>The words of a search: each has to be found, wherever.</summary>
internal static class SearchWords
{
    private const int Most = 6;

    /// <param name="text">What somebody typed; nobody types more than fits the field.</param>
    public static IEnumerable<string> Of(string? text) =>
        (text is { Length: <= ActivityFilter.LongestText } ? text : "")
            .Split(default(char[]), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(Most);

    /// <summary>A pattern for LIKE in which nothing of the word is a sign of the pattern.</summary>
    public static string Containing(string word) =>
        $"%{word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
