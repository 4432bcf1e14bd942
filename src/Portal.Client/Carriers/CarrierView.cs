namespace Portal.Client.Carriers;

/// <summary>A carrier as the operator sees it.</summary>
public sealed record CarrierView
{
    public required CarrierId Id { get; init; }

    public required string Name { get; init; }

    public required CarrierState Standing { get; init; }

    /// <summary>Where households call it; null when nobody entered a number.</summary>
    public string? Phone { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Those that have not been revoked.</summary>
    public required IReadOnlyList<CarrierKeyView> Keys { get; init; }
}

/// <summary>A key as it can still be told apart: its beginning, what it is for, and until when.</summary>
public sealed record CarrierKeyView(string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
