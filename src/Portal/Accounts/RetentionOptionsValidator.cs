using Microsoft.Extensions.Options;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>Stops the start with one line for each fault in <c>Portal:Retention</c>.</summary>
internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    /// <summary>A hundred years: beyond, a limit is none.</summary>
    private const int Longest = 36_500;

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var faults = Enum.GetValues<RetentionKind>().SelectMany(kind => Faults($"{RetentionOptions.Section}:{kind}", options.Of(kind), ShortestOf(kind))).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>What a device tells after weeks without a line must find what it belongs to.</summary>
    private static int ShortestOf(RetentionKind kind) => kind is RetentionKind.Activity ? 30 : 1;

    private static IEnumerable<string> Faults(string section, RetentionLimits limits, int shortest)
    {
        if (limits.Least < shortest || limits.Least > Longest)
            yield return $"{section}:Least is {limits.Least}; allowed: {shortest} to {Longest} days.";
        else if (limits.Most < limits.Least || limits.Most > Longest)
            yield return $"{section}:Most is {limits.Most}; allowed: {limits.Least} (Least) to {Longest} days.";
        else if (limits.Days < limits.Least || limits.Days > limits.Most)
            yield return $"{section}:Days is {limits.Days}; allowed: {limits.Least} (Least) to {limits.Most} (Most).";
    }
}
