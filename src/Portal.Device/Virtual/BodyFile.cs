using System.Security.Cryptography;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>Keeps a body on the disk, so that a killed virtual device comes back as itself.</summary>
internal sealed class BodyFile(string directory)
{
    private const int SerialDigits = 6;

    private readonly string _path = Path.Combine(directory, "body.json");

    /// <summary>The body that is kept here, or a new one.</summary>
    public BodyState Load(Body body, VirtualDeviceOptions options)
    {
        if (File.Exists(_path))
            return JsonSerializer.Deserialize<BodyState>(File.ReadAllBytes(_path), GatewayJson.Options) ?? throw new InvalidDataException("The body is damaged.");
        var capabilities = options.Profile.UsualCapabilities;
        var hasPosition = capabilities.Contains(Capabilities.Position);
        var made = new BodyState
        {
            Serial = "V" + RandomNumberGenerator.GetString("0123456789", SerialDigits),
            Bolt = body.FirstBolt,
            Door = body.FirstDoor,
            BatteryPercent = capabilities.Contains(Capabilities.Battery) ? 100 : null,
            Lat = hasPosition ? options.Latitude : null,
            Lon = hasPosition ? options.Longitude : null,
        };
        Save(made);
        return made;
    }

    public void Save(BodyState state)
    {
        Directory.CreateDirectory(directory);
        DurableFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(state, GatewayJson.Options));
    }
}
