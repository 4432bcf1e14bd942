using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>
/// Listens on a line that a newer one has overtaken. A device that came back after a dead line says nothing there, or its last words arrive
/// and the line ends. Whoever speaks and stays is a second device with the same key: the owner is told (S21).
/// </summary>
internal sealed class OvertakenLines(DeviceTrust trust, TimeProvider time) : IHubFilter
{
    /// <summary>Last words that were on their way are followed by the end of their line.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (Speaker.ConnectionOf(invocationContext.Context) is not { IsOvertaken: true } connection)
            return await next(invocationContext);

        var end = Task.Delay(LastWords, time, invocationContext.Context.ConnectionAborted);
        connection.Meter.CountRefusal();
        await end;
        await trust.TellKeyUsedTwiceAsync(connection.Device, CancellationToken.None);
        connection.Cut();
        throw new HubException(new GatewayError("connection_ending", "-", "a newer connection with this key took over.").ToString());
    }
}
