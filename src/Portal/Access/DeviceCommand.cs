using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>A command to a device: absolute, never toggling, and dead after <see cref="ExpiresAt"/> (S07).</summary>
/// <param name="Id">The device answers a repeated id and does nothing again.</param>
/// <param name="Name">One of <c>Portal.Device.Protocol.CommandNames</c>.</param>
/// <param name="ExpiresAt">On the device's clock; 10 s after issue for unlock and open.</param>
/// <param name="OpenSeconds">For unlock: seconds after which the device locks again if nothing opened.</param>
internal sealed record DeviceCommand(CommandId Id, string Name, DateTimeOffset ExpiresAt, int? OpenSeconds)
{
    /// <summary>Seconds after which an unlocked device locks again if nothing opened.</summary>
    public const int RelockSeconds = GatewayLimits.OpenSeconds;

    /// <summary>Draws the bolt, or drives a door that has none.</summary>
    public static DeviceCommand ToUnlock(SecuredMeaning meaning, CommandId id, DateTimeOffset expiresAt) =>
        new(id, meaning.NeedsLock ? CommandNames.Unlock : CommandNames.Open, expiresAt, RelockSeconds);

    /// <summary>Throws the bolt, or drives a door shut that has none.</summary>
    public static DeviceCommand ToLock(SecuredMeaning meaning, CommandId id, DateTimeOffset expiresAt) =>
        new(id, meaning.NeedsLock ? CommandNames.Lock : CommandNames.Close, expiresAt, OpenSeconds: null);
}
