using Microsoft.Extensions.Options;
using Portal.Device.Protocol;

namespace Portal.Gateway.Clouds;

/// <summary>Stops the start with one line for each fault in <c>Portal:Clouds:Volvo</c>. No line repeats a key or secret.</summary>
internal sealed class VolvoOptionsValidator : IValidateOptions<VolvoOptions>
{
    private const int FewestCalls = 1_000;
    private const int MostCalls = 10_000_000;

    public ValidateOptionsResult Validate(string? name, VolvoOptions options)
    {
        var faults = new List<string>();
        if (!CloudAddress.IsAllowed(options.Address))
            faults.Add($"{VolvoOptions.Section}:Address is {options.Address}; allowed: {CloudAddress.Allowed}.");
        if (!CloudAddress.IsAllowed(options.SignInAddress))
            faults.Add($"{VolvoOptions.Section}:SignInAddress is {options.SignInAddress}; allowed: {CloudAddress.Allowed}.");
        if (options.IsOn && (options.ClientId.Length == 0 || options.ClientSecret.Length == 0))
            faults.Add($"{VolvoOptions.Section}:ApiKey is set without ClientId and ClientSecret; allowed: all three, as Volvo names them.");
        if (options.PollSeconds is < GatewayLimits.ShortestHeartbeatSeconds or > GatewayLimits.LongestHeartbeatSeconds)
        {
            faults.Add(
                $"{VolvoOptions.Section}:PollSeconds is {options.PollSeconds}; allowed: {GatewayLimits.ShortestHeartbeatSeconds} to {GatewayLimits.LongestHeartbeatSeconds}.");
        }

        if (options.CallsPerDay is < FewestCalls or > MostCalls)
            faults.Add($"{VolvoOptions.Section}:CallsPerDay is {options.CallsPerDay}; allowed: {FewestCalls} to {MostCalls}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
