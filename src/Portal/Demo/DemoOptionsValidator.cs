using Microsoft.Extensions.Options;
using Portal.Accounts;

namespace Portal.Demo;

/// <summary>Even a demo's secrets are not let be guessed: whoever reaches the portal could sign in with them.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    private const int ShortestKey = 32;
    private const int LongestKey = 200;

    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        var faults = new List<string>();
        if (options.Password is { } password)
        {
            faults.AddRange(AccountRules.Check(DemoPeople.Owner.Name, DemoPeople.Owner.Email, password)
                .Select(fault => $"{DemoOptions.Section}:Password: {fault.Message}"));
        }

        if (options.CarrierKey is { } key && !IsKey(key))
            faults.Add($"{DemoOptions.Section}:CarrierKey: {ShortestKey} to {LongestKey} letters, digits, '-' and '_'.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsKey(string text) =>
        text.Length is >= ShortestKey and <= LongestKey && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
