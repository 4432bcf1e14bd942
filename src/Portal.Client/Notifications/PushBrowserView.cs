namespace Portal.Client.Notifications;

/// <summary>A browser that takes push messages, as its owner sees it.</summary>
public sealed record PushBrowserView
{
    public required PushBrowserId Id { get; init; }

    /// <summary>As it called itself: 'Chrome on Android'.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>It is the one that looks.</summary>
    public required bool IsThis { get; init; }

    /// <summary>When its push service last took a message.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>When it last said that it showed one.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public PushFault? Fault { get; init; }
}
