using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Gateway;

/// <summary>
/// Reads what <c>Report</c> carries: each event's shape, size and signature. One that is wrong refuses the whole batch, naming its place
/// in it; no event is refused for its time or for a kind that we do not know.
/// </summary>
internal static class EventBatch
{
    /// <summary>What JSON numbers hold exactly everywhere.</summary>
    private const long HighestSeq = (1L << 53) - 1;

    private static readonly JsonDocumentOptions DataOptions = new() { MaxDepth = 16 };

    /// <summary>How many events the batch claims to have, for the meter.</summary>
    public static int CountOf(JsonElement batch) => batch.ValueKind == JsonValueKind.Array ? batch.GetArrayLength() : 1;

    public static Reading<List<DeviceEvent>> Read(JsonElement batch, EnrolledDevice device, DeviceKeys keys)
    {
        if (batch.ValueKind != JsonValueKind.Array || batch.GetArrayLength() == 0)
            return new GatewayError(GatewayErrorCodes.InvalidField, "-", $"send one list of 1 to {GatewayLimits.BatchEvents} events.");
        if (batch.GetArrayLength() > GatewayLimits.BatchEvents)
            return new GatewayError(GatewayErrorCodes.TooLarge, "-", $"send at most {GatewayLimits.BatchEvents} events at once.");

        var events = new List<DeviceEvent>(batch.GetArrayLength());
        foreach (var element in batch.EnumerateArray())
        {
            var fields = new MessageFields(element, string.Create(CultureInfo.InvariantCulture, $"[{events.Count}]"));
            var one = fields.Fault is null ? ReadOne(fields, device, keys) : null;
            if (fields.Fault is { } fault)
                return fault;
            if (one is not null)
                events.Add(one);
        }

        return events;
    }

    private static DeviceEvent? ReadOne(MessageFields fields, EnrolledDevice device, DeviceKeys keys)
    {
        var epoch = (int)fields.Integer("epoch", 1, int.MaxValue);
        var key = keys.Find(epoch);
        if (key is null)
            fields.Refuse("epoch", $"this device's epoch is {device.Epoch}.", GatewayErrorCodes.EpochInvalid);
        var sent = new Device.Protocol.DeviceEvent
        {
            Epoch = epoch,
            Seq = fields.Integer("seq", 1, HighestSeq),
            Kind = Kind(fields),
            At = fields.Raw("at") ?? "",
            Data = Data(fields),
            Signature = fields.OptionalText("signature", 128),
        };
        var at = fields.Time("at");
        if (fields.Fault is not null || key is null)
            return null;

        using var data = ParseData(fields, sent.Data);
        if (data is null)
            return null;
        var bytes = EventBytes.Of(device.Id.Value, sent);
        if (IsSignatureNeeded(sent) && !EventSignature.Verify(key, bytes, sent.Signature))
            fields.Refuse("signature", "sign the canonical bytes of this event with the device's key.", GatewayErrorCodes.SignatureInvalid);
        return new DeviceEvent
        {
            Epoch = epoch,
            Seq = sent.Seq,
            Kind = sent.Kind,
            At = at,
            Data = sent.Data,
            CommandId = WordOf(data.RootElement, "commandId"),
            Source = WordOf(data.RootElement, "source"),
            CanonicalBytes = bytes,
            Signature = sent.Signature,
            BatteryPercent = sent.Kind == EventKinds.Battery ? PercentOf(data.RootElement) : null,
            Position = sent.Kind == EventKinds.Position ? PositionOf(data.RootElement) : null,
            Dropped = sent.Kind == EventKinds.EventDropped ? SeqOf(data.RootElement) : null,
            Offline = sent.Kind == EventKinds.CodeAcceptedOffline ? OfflineData.ReadClaim(data.RootElement) : null,
            PinsClosed = sent.Kind == EventKinds.WrongCodeLimit ? OfflineData.ReadPinsClosed(data.RootElement) : null,
            Moving = sent.Kind == EventKinds.Position && new MessageFields(data.RootElement).OptionalFlag("moving") is true,
        };
    }

    private static string Kind(MessageFields fields)
    {
        var kind = fields.Raw("kind");
        if (!EventKinds.IsWellFormed(kind))
            fields.Refuse("kind", $"send 1 to {GatewayLimits.KindLength} lower-case letters, digits and underscores.");
        return kind ?? "";
    }

    private static string Data(MessageFields fields)
    {
        var data = fields.Raw("data");
        if (data is null)
            fields.Refuse("data", "send a text that holds a JSON object.");
        else if (Encoding.UTF8.GetByteCount(data) > GatewayLimits.DataBytes)
            fields.Refuse("data", $"send at most {GatewayLimits.DataBytes} bytes.", GatewayErrorCodes.TooLarge);
        return data ?? "";
    }

    private static JsonDocument? ParseData(MessageFields fields, string data)
    {
        try
        {
            var document = JsonDocument.Parse(data, DataOptions);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Said below.
        }

        fields.Refuse("data", "send a text that holds a JSON object.");
        return null;
    }

    /// <summary>Kinds that bear state must carry one; any other that carries one must carry a true one, since it becomes evidence.</summary>
    private static bool IsSignatureNeeded(Device.Protocol.DeviceEvent sent) => EventKinds.BearsState(sent.Kind) || sent.Signature is not null;

    // What stands in data is the device's affair: what is not as expected is kept as it is and means nothing to us.
    private static string? WordOf(JsonElement data, string name)
    {
        var fields = new MessageFields(data);
        return fields.OptionalText(name) is { } word && fields.Fault is null ? word : null;
    }

    private static int? PercentOf(JsonElement data)
    {
        var fields = new MessageFields(data);
        return fields.OptionalInteger("percent", 0, 100) is { } percent && fields.Fault is null ? percent : null;
    }

    private static long? SeqOf(JsonElement data)
    {
        var fields = new MessageFields(data);
        var seq = fields.Integer("seq", 1, HighestSeq);
        return fields.Fault is null ? seq : null;
    }

    private static GeoPosition? PositionOf(JsonElement data)
    {
        var fields = new MessageFields(data);
        var position = MessageFields.ReadPosition(fields);
        return fields.Fault is null ? position : null;
    }
}
