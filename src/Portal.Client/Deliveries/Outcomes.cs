namespace Portal.Client.Deliveries;

/// <summary>What became of a member's answer to a delivery.</summary>
public enum DeliveryOutcome
{
    Done,

    /// <summary>No such delivery, or not this member's.</summary>
    NotFound,

    /// <summary>The member's role does not allow it.</summary>
    NotAllowed,

    /// <summary>Somebody else was first, or its time is over: look again.</summary>
    NoLongerPossible,

    /// <summary>The access point has another approved window then (S17).</summary>
    Overlaps,

    /// <summary>The window is over, empty, or not one of those proposed.</summary>
    WindowNotValid,

    /// <summary>It wants a reason in the member's own words.</summary>
    ReasonNeeded,
}

/// <summary>What a member writes to expect somebody without a carrier account.</summary>
public sealed class HandMadeDraft
{
    public Access.AccessPointId? AccessPoint { get; set; }

    /// <summary>For example 'The florist'.</summary>
    public string Description { get; set; } = "";

    public DateTimeOffset Start { get; set; }

    public DateTimeOffset End { get; set; }
}

/// <summary>What was made, or one message for each field that is wrong.</summary>
public sealed record HandMadeOutcome(DeliveryId? Made, IReadOnlyDictionary<string, string> Faults);
