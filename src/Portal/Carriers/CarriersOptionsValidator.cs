using Microsoft.Extensions.Options;

namespace Portal.Carriers;

/// <summary>Stops the start with one line for each fault in <c>Portal:Carriers</c>.</summary>
internal sealed class CarriersOptionsValidator : IValidateOptions<CarriersOptions>
{
    public ValidateOptionsResult Validate(string? name, CarriersOptions options)
    {
        var faults = new List<string>();
        if (options.CallsPerSecond is < 1 or > 10_000)
            faults.Add($"Portal:Carriers:CallsPerSecond is {options.CallsPerSecond}; allowed: 1 to 10000.");
        if (options.CallsAtOnce is < 1 or > 100_000)
            faults.Add($"Portal:Carriers:CallsAtOnce is {options.CallsAtOnce}; allowed: 1 to 100000.");
        if (options.DriverPagesAtOnce is < 1 or > 100_000)
            faults.Add($"Portal:Carriers:DriverPagesAtOnce is {options.DriverPagesAtOnce}; allowed: 1 to 100000.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
