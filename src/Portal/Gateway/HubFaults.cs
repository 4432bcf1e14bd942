using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>What a device hears when the fault is ours: nothing of the exception, which goes to the log.</summary>
internal sealed class HubFaults(ILogger<HubFaults> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (DeviceGoneException)
        {
            throw Answer("device_gone", "this device is no longer paired.");
        }
        catch (Exception exception) when (exception is not (HubException or OperationCanceledException))
        {
            logger.MethodFailed(exception, invocationContext.HubMethodName);
            throw Answer("internal", "the fault is ours; send this again later.");
        }
    }

    private static HubException Answer(string code, string hint) => new(new GatewayError(code, "-", hint).ToString());
}
