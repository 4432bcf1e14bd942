using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>One line of the file of an <see cref="EventBuffer"/>: exactly one member is there.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record KeptLine
{
    public DeviceEvent? Event { get; init; }

    public EventNumber? Acked { get; init; }

    public EventNumber? Dropped { get; init; }

    public KnownNumbers? Known { get; init; }

    /// <summary>Null: half a line, or none of ours.</summary>
    public static KeptLine? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var read = JsonSerializer.Deserialize<KeptLine>(line, GatewayJson.Options);
            return read is not null && new object?[] { read.Event, read.Acked, read.Dropped, read.Known }.Count(member => member is not null) == 1 ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, GatewayJson.Options), (byte)'\n'];
}

/// <summary>What the buffer knew when its file was written anew.</summary>
internal sealed record KnownNumbers(EventNumber Last, ReportedState Reported);
