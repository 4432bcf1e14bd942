namespace Portal.Client.Access;

/// <summary>The live state of an access point, never more than is known (S01, S02). The shape is that of <c>/live</c>.</summary>
public sealed record AccessPointState
{
    /// <summary>The ledger position up to which this state has been read.</summary>
    public required long Position { get; init; }

    public required AccessPointId AccessPointId { get; init; }

    public required LockState Lock { get; init; }

    public required DoorState Door { get; init; }

    public required OnlineState Online { get; init; }

    /// <summary>Each part of what <em>secured</em> means for the device's profile, fresh and said by the device.</summary>
    public required bool Secured { get; init; }

    /// <summary>Since when it has been so; null before the first word.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>The last word from the device; null before the first.</summary>
    public required DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>Until when this may be believed; null when nothing is.</summary>
    public required DateTimeOffset? BelievedUntil { get; init; }
}
