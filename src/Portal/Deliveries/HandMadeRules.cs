using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>What the fields of a delivery made by hand must hold. One sentence a field, which says what to do.</summary>
internal static class HandMadeRules
{
    private const int LongestDescription = 80;

    public static IReadOnlyDictionary<string, string> NoFaults { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Check(HandMadeDraft draft, DateTimeOffset now)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (draft.AccessPoint is null)
            faults[nameof(HandMadeDraft.AccessPoint)] = DeliveriesFaultText.ChooseAPoint;
        if (DescriptionFault(draft.Description) is { } description)
            faults[nameof(HandMadeDraft.Description)] = description;
        if (WindowRules.Fault(new DeliveryWindow(draft.Start, draft.End), now) is { } window)
            faults[window.IsOfStart ? nameof(HandMadeDraft.Start) : nameof(HandMadeDraft.End)] = window.Message;
        return faults;
    }

    private static string? DescriptionFault(string description)
    {
        if (string.IsNullOrWhiteSpace(description))
            return DeliveriesFaultText.SayWhom;
        if (description.Length > LongestDescription)
            return DeliveriesFaultText.FormatAtMostCharacters(LongestDescription);
        return description.Any(char.IsControl) ? DeliveriesFaultText.LettersAndSignsOnly : null;
    }
}
