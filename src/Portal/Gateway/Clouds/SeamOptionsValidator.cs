using Microsoft.Extensions.Options;
using Portal.Device.Protocol;

namespace Portal.Gateway.Clouds;

/// <summary>Stops the start with one line for each fault in <c>Portal:Clouds:Seam</c>. No line repeats a key.</summary>
internal sealed class SeamOptionsValidator : IValidateOptions<SeamOptions>
{
    private const string SecretPrefix = "whsec_";

    public ValidateOptionsResult Validate(string? name, SeamOptions options)
    {
        var faults = new List<string>();
        if (!CloudAddress.IsAllowed(options.Address))
            faults.Add($"{SeamOptions.Section}:Address is {options.Address}; allowed: {CloudAddress.Allowed}.");
        if (options.PollSeconds is < GatewayLimits.ShortestHeartbeatSeconds or > GatewayLimits.LongestHeartbeatSeconds)
        {
            faults.Add(
                $"{SeamOptions.Section}:PollSeconds is {options.PollSeconds}; allowed: {GatewayLimits.ShortestHeartbeatSeconds} to {GatewayLimits.LongestHeartbeatSeconds}.");
        }

        if (options.WebhookSecret.Length > 0 && !IsSecret(options.WebhookSecret))
            faults.Add($"{SeamOptions.Section}:WebhookSecret has another form; allowed: {SecretPrefix} and base64, as Seam shows it.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsSecret(string secret) =>
        secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
        && Convert.TryFromBase64String(secret[SecretPrefix.Length..], new byte[secret.Length], out var length) && length > 0;
}
