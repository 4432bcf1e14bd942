using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;

namespace Portal.Access;

/// <summary>Entries as a table (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe (S33).</summary>
internal sealed class ActivityCsv : IActivityForm
{
    // Spreadsheets read UTF-8 only where a mark says so.
    private const string ByteOrderMark = "\uFEFF";

    public string MediaType => "text/csv; charset=utf-8";

    public string Head => ByteOrderMark + Line(["at", "received_at", "late", "what", "detail", "kind", "access_point", "who", "delivery", "id", "data"]);

    public string Foot => "";

    public string Row(EntryView entry, bool isFirst)
    {
        var line = EntryWords.Of(entry);
        return Line(
        [
            Rfc3339.Format(entry.At),
            Rfc3339.Format(entry.ReceivedAt),
            entry.Late ? "late" : "",
            line.Title,
            line.Detail ?? "",
            entry.Kind,
            entry.AccessPointName ?? "",
            entry.ActorName ?? Words.Of(entry.Actor.Kind),
            entry.DeliveryId?.Value ?? "",
            entry.Id.Value,
            entry.Data,
        ]);
    }

    internal static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string text)
    {
        var harmless = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;
        return harmless.AsSpan().ContainsAny("\",\r\n'") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
