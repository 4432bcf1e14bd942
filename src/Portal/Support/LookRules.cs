using Portal.Client.Support;

namespace Portal.Support;

/// <summary>What an agent must write before looking; one message for each field that is wrong.</summary>
internal static class LookRules
{
    private const int LongestNumber = 64;
    private const int LongestCase = 40;
    private const int ShortestReason = 10;
    private const int LongestReason = 300;

    public static Dictionary<string, string> Faults(LookRequest request)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.TrackingNumberOrId.Trim() is not { Length: > 0 and <= LongestNumber })
            faults[nameof(request.TrackingNumberOrId)] = LookText.NumberMissing;
        if (request.CaseNumber.Trim() is not { Length: > 0 and <= LongestCase })
            faults[nameof(request.CaseNumber)] = LookText.CaseMissing;
        if (request.Reason.Trim() is not { Length: >= ShortestReason and <= LongestReason })
            faults[nameof(request.Reason)] = LookText.FormatReasonMissing(ShortestReason, LongestReason);
        return faults;
    }
}
