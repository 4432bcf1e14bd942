using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Client;
using Portal.Client.Ledger;

namespace Portal.Access;

/// <summary>Entries as one JSON array, an object a line.</summary>
internal sealed class ActivityJson : IActivityForm
{
    public string MediaType => "application/json";

    public string Head => "[\n";

    public string Foot => "\n]\n";

    public string Row(EntryView entry, bool isFirst) => (isFirst ? "" : ",\n") + JsonSerializer.Serialize(
        new
        {
            entry.Id,
            entry.Kind,
            entry.At,
            entry.ReceivedAt,
            entry.Late,
            Actor = new { entry.Actor.Kind, entry.Actor.Id, Name = entry.ActorName },
            Subject = entry.SubjectName,
            AccessPoint = entry.AccessPointId is { } point ? new { Id = point, Name = entry.AccessPointName } : null,
            Delivery = entry.DeliveryId,
            Data = JsonNode.Parse(entry.Data),
        },
        PortalJson.Options);
}
