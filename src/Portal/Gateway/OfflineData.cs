using System.Text.Json;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>Reads what a device says of codes that it judged by itself. What is not as expected means nothing, and the event is kept as it is.</summary>
internal static class OfflineData
{
    private const string PathOfPins = "pin";

    /// <summary><c>{ attemptId, grantId }</c> or <c>{ attemptId, t0, d, c }</c>.</summary>
    public static OfflineClaim? ReadClaim(JsonElement data)
    {
        var fields = new MessageFields(data);
        var attempt = fields.Text("attemptId");
        var claim = data.TryGetProperty("grantId", out _)
            ? new OfflineClaim(attempt, fields.Id<GrantId>("grantId"), Pin: null)
            : new OfflineClaim(attempt, Grant: null, ReadPin(fields));
        return fields.Fault is null ? claim : null;
    }

    /// <summary>The arming at which the device closed its PINs; null where it is another limit.</summary>
    public static int? ReadPinsClosed(JsonElement data)
    {
        var fields = new MessageFields(data);
        return fields.OptionalText("path") == PathOfPins && fields.OptionalInteger("arming", 1, int.MaxValue) is { } arming && fields.Fault is null
            ? arming
            : null;
    }

    private static OfflinePin ReadPin(MessageFields fields) => new(
        (uint)fields.Integer("t0", 0, uint.MaxValue), (byte)fields.Integer("d", 0, byte.MaxValue), (byte)fields.Integer("c", 0, byte.MaxValue));
}
