using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Tests.Support;

/// <summary>Events of a test's device, told over its socket.</summary>
internal static class Reports
{
    /// <summary>Tells events and expects that they were taken.</summary>
    public static async Task ReportAsync(this HubSocket hub, CancellationToken cancellationToken, params DeviceEvent[] events)
    {
        var answer = await hub.InvokeAsync(
            GatewayMethods.Report, cancellationToken, JsonSerializer.Serialize(events, GatewayJson.Options));
        if (answer.Error is not null)
            throw new InvalidOperationException(answer.Error);
    }
}
