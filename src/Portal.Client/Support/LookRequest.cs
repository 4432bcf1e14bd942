namespace Portal.Client.Support;

/// <summary>What an agent writes before looking.</summary>
public sealed class LookRequest
{
    /// <summary>The exact tracking number, or the delivery's id.</summary>
    public string TrackingNumberOrId { get; set; } = "";

    /// <summary>The case in the support desk's own system.</summary>
    public string CaseNumber { get; set; } = "";

    /// <summary>Why; the household reads it.</summary>
    public string Reason { get; set; } = "";
}

/// <summary>The look that began, or one message for each field that is wrong.</summary>
public sealed record LookOutcome(LookId? Look, IReadOnlyDictionary<string, string> Faults);
