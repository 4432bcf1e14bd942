using System.Text.RegularExpressions;

namespace Portal.Client;

/// <summary>
/// Tables as text (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe (S33), also within a cell: where lists are
/// written with semicolons, a spreadsheet splits a cell that holds one.
/// </summary>
public static partial class Csv
{
    /// <summary>Spreadsheets read UTF-8 only where a mark says so.</summary>
    public const string ByteOrderMark = "\uFEFF";

    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string text)
    {
        var harmless = Formula().Replace(text is ['\t' or '\r' or '\n', ..] ? "'" + text : text, "'");
        return harmless.AsSpan().ContainsAny("\",\r\n'") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    [GeneratedRegex("""(?<=^|[;,\t\r\n])(?=[" ]*[=+\-@])""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Formula();
}
