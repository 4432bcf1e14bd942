using Portal.Client.Ledger;

namespace Portal.Client.Access;

/// <summary>A page of what happened.</summary>
public sealed record ActivityView
{
    /// <summary>From new to old.</summary>
    public required IReadOnlyList<EntryView> Entries { get; init; }

    /// <summary>Older ones are left.</summary>
    public required bool HasOlder { get; init; }

    /// <summary>What the filter can be set to.</summary>
    public required ActivityChoices Choices { get; init; }

    /// <summary>How many there are without a filter; counted only where the filter found none.</summary>
    public long? Total { get; init; }

    /// <summary>By which clock days are counted (IANA).</summary>
    public string Zone => Choices.Places is [var first, ..] ? first.TimeZone : ZoneNames.Fallback;
}
