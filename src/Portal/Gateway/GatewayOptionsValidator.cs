using System.Globalization;
using Microsoft.Extensions.Options;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>Stops the start with one line for each fault in <c>Portal:Gateway</c>.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var faults = new List<string>();
        AddOutside(faults, nameof(options.EventsPerSecond), options.EventsPerSecond, 1, 100_000);
        AddOutside(faults, nameof(options.EventBurst), options.EventBurst, GatewayLimits.BatchEvents, 1_000_000);
        AddOutside(faults, nameof(options.ClaimsPerMinute), options.ClaimsPerMinute, 1, 100_000);
        AddOutside(faults, nameof(options.ClaimsPerMinuteInAll), options.ClaimsPerMinuteInAll, 1, 100_000);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void AddOutside(List<string> faults, string setting, int value, int least, int most)
    {
        if (value < least || value > most)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{GatewayOptions.Section}:{setting} is {value}; allowed: {least} to {most}."));
    }
}
