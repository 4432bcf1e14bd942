namespace Portal.Client.Access;

/// <summary>What Activity can be narrowed to.</summary>
public enum ActivityGroup
{
    /// <summary>What moved: locked, unlocked, opened, closed.</summary>
    Openings,

    /// <summary>What stayed shut.</summary>
    Denied,

    /// <summary>What asked for a person.</summary>
    Alerts,

    /// <summary>What people and rules decided about deliveries, and what was granted or denied.</summary>
    Decisions,

    /// <summary>What support looked at.</summary>
    Support,
}
