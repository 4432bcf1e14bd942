using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;

namespace Portal.Access;

/// <summary>Entries as a table.</summary>
internal sealed class ActivityCsv : IActivityForm
{
    public string MediaType => "text/csv; charset=utf-8";

    public string Head => Csv.ByteOrderMark + Csv.Line(["at", "received_at", "late", "what", "detail", "kind", "access_point", "who", "delivery", "id", "data"]);

    public string Foot => "";

    public string Row(EntryView entry, bool isFirst)
    {
        var line = EntryWords.Of(entry);
        return Csv.Line(
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
}
