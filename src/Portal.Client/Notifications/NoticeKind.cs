namespace Portal.Client.Notifications;

/// <summary>What a person can be told of elsewhere than on the page, each by its own choice.</summary>
public enum NoticeKind
{
    /// <summary>An urgent alert: it goes through quiet hours.</summary>
    Alarm,

    /// <summary>A carrier asks for a window.</summary>
    Request,

    /// <summary>A person has to look: an alert that is not urgent, an incident, a window in doubt.</summary>
    Trouble,

    /// <summary>The rehearsal of a window found what would go wrong.</summary>
    Readiness,

    /// <summary>What a device told after the fact.</summary>
    WhileOffline,

    /// <summary>A standing rule approved a window by itself.</summary>
    ApprovedByRule,

    Delivered,

    /// <summary>Missed, lapsed or withdrawn.</summary>
    NotDelivered,

    /// <summary>Somebody was not let in.</summary>
    Denied,

    /// <summary>A resident's own opening.</summary>
    OpenedByHand,
}
