using System.Data.Common;
using Dapper;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>What a device said at its claim that it can do or sense.</summary>
internal static class DeviceCapabilities
{
    /// <param name="connection">Reads it.</param>
    /// <param name="device">Whose.</param>
    /// <param name="capability">One of <c>Portal.Device.Protocol.Capabilities</c>.</param>
    public static bool Has(DbConnection connection, DeviceId device, string capability) => connection.ExecuteScalar<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM device, json_each(device.capabilities) can WHERE device.id = @device AND can.value = @capability)
        """,
        new { device, capability });
}
