namespace Portal.Client.Access;

/// <summary>One opening and its four steps, each at the time the device said; a step that has not come is null.</summary>
public sealed record OpeningView
{
    public required OpeningId Id { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public DateTimeOffset? UnlockedAt { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? SecuredAt { get; init; }

    /// <summary>Some step was told late.</summary>
    public bool Late { get; init; }

    /// <summary>When <c>left_open</c> will be raised; null when nothing stands open.</summary>
    public DateTimeOffset? LeftOpenAt { get; init; }
}
