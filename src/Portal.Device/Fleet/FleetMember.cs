using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device.Fleet;

/// <summary>One device of a fleet, as a line of its file: who it is, and the last number that it used.</summary>
internal sealed record FleetMember
{
    public required DevicePairing Pairing { get; init; }

    /// <summary>Numbers are never used twice: a fleet that is switched off writes where each device stands (S21).</summary>
    public long Seq { get; init; }

    /// <exception cref="InvalidDataException">A line is none of ours.</exception>
    public static async Task<List<FleetMember>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var members = new List<FleetMember>();
        if (!File.Exists(path))
            return members;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            try
            {
                members.Add(JsonSerializer.Deserialize<FleetMember>(line, GatewayJson.Options) ?? throw new JsonException("It is empty."));
            }
            catch (JsonException broken)
            {
                throw new InvalidDataException($"{Path.GetFileName(path)}, line {members.Count + 1} is no device of a fleet: {broken.Message}", broken);
            }
        }

        return members;
    }

    /// <summary>Holds private keys: for the owner of the file alone.</summary>
    public static void Write(string path, IEnumerable<FleetMember> members)
    {
        using var content = new MemoryStream();
        foreach (var member in members)
        {
            JsonSerializer.Serialize(content, member, GatewayJson.Options);
            content.WriteByte((byte)'\n');
        }

        DurableFile.Replace(path, content.GetBuffer().AsSpan(0, (int)content.Length));
    }
}
