namespace Portal.Client;

/// <summary>Tables as text (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe (S33).</summary>
public static class Csv
{
    /// <summary>Spreadsheets read UTF-8 only where a mark says so.</summary>
    public const string ByteOrderMark = "\uFEFF";

    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string text)
    {
        var harmless = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;
        return harmless.AsSpan().ContainsAny("\",\r\n'") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
