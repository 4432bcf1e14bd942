using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Client;
using Portal.Client.Ledger;

namespace Portal.Ledger;

/// <summary>The erasable part of an entry: JSON whose exact bytes are committed to by the head.</summary>
internal static class EntryBody
{
    /// <summary>A body nests its data one deeper than the writer allows for data; what was written must always be readable.</summary>
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 128 };

    public static byte[] Write(EventId id, NewEntry entry)
    {
        using var buffer = new MemoryStream(256 + entry.Data.Length);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", id.Value);
            json.WriteString("kind", entry.Kind);
            json.WriteString("at", Rfc3339.Format(entry.At));
            json.WriteBoolean("late", entry.Late);
            if (entry.ClaimedAt is { } claimed)
            {
                json.WriteBoolean("clockSuspect", true);
                json.WriteString("claimedAt", Rfc3339.Format(claimed));
            }

            WriteIfAny(json, "household", entry.Household?.Value);
            WriteIfAny(json, "accessPoint", entry.AccessPoint?.Value);
            WriteIfAny(json, "delivery", entry.Delivery?.Value);
            WriteIfAny(json, "device", entry.Device?.Value);
            json.WriteStartObject("actor");
            json.WriteString("kind", Words.Of(entry.Actor.Kind));
            WriteIfAny(json, "id", entry.Actor.Id);
            json.WriteEndObject();
            json.WritePropertyName("data");
            json.WriteRawValue(Object(entry.Data));
            WriteEvidence(json, entry.Evidence);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The data of a stored body, as JSON text.</summary>
    public static string DataOf(byte[] body) => Read(body).Data;

    /// <summary>What a stored body says beside its columns: the data, and the time that a suspect clock claimed (S20).</summary>
    public static (string Data, DateTimeOffset? ClaimedAt) Read(byte[] body)
    {
        using var document = JsonDocument.Parse(body, Reading);
        var said = document.RootElement;
        return (
            said.GetProperty("data").GetRawText(),
            TextOf(said, "claimedAt") is { } claimed && Rfc3339.TryParse(claimed, out var at) ? at : null);
    }

    /// <summary>What a stored body says in the places that have a column; null when it is no body.</summary>
    public static EntryColumns? ColumnsOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Reading);
            var said = document.RootElement;
            var actor = said.GetProperty("actor");
            return Rfc3339.TryParse(said.GetProperty("at").GetString(), out var at)
                ? new EntryColumns(
                    TextOf(said, "id"),
                    TextOf(said, "kind"),
                    at.ToUnixTimeMilliseconds(),
                    said.GetProperty("late").GetBoolean(),
                    TextOf(said, "household"),
                    TextOf(said, "accessPoint"),
                    TextOf(said, "delivery"),
                    TextOf(said, "device"),
                    TextOf(actor, "kind"),
                    TextOf(actor, "id"))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The canonical bytes and the signature of a stored device's event; null for every other entry.</summary>
    public static DeviceEvidence? EvidenceOf(byte[] body)
    {
        var evidence = JsonNode.Parse(body, documentOptions: Reading)?["evidence"];
        return evidence?["bytes"]?.GetValue<string>() is { } bytes
            ? new DeviceEvidence(Encoding.UTF8.GetBytes(bytes), evidence["signature"]?.GetValue<string>())
            : null;
    }

    private static string? TextOf(JsonElement said, string name) => said.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Object(string data) =>
        data.AsSpan().TrimStart() is ['{', ..] ? data : throw new ArgumentException("The data of an entry is a JSON object.", nameof(data));

    private static void WriteEvidence(Utf8JsonWriter json, DeviceEvidence? evidence)
    {
        if (evidence is null)
            return;
        json.WriteStartObject("evidence");
        json.WriteString("bytes", evidence.CanonicalBytes);
        WriteIfAny(json, "signature", evidence.Signature);
        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
