namespace Portal.Client.Accounts;

/// <summary>How an account signs in, and where it is signed in.</summary>
public sealed record SecurityView
{
    public required string Email { get; init; }

    public required bool EmailIsConfirmed { get; init; }

    /// <summary>After a recovery: until when the account opens nothing (S24).</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    public required bool HasPassword { get; init; }

    /// <summary>Whether the person proved who they are a short while ago (S25).</summary>
    public required bool IsFresh { get; init; }

    public required bool TwoFactorIsOn { get; init; }

    public required int RecoveryCodesLeft { get; init; }

    /// <summary>In the order in which they were made.</summary>
    public required IReadOnlyList<PasskeyView> Passkeys { get; init; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<TokenView> Tokens { get; init; } = [];

    /// <summary>This one first, then the one that was used last.</summary>
    public required IReadOnlyList<SessionView> Browsers { get; init; }
}

/// <summary>A passkey.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">As its owner calls it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UsedAt">When it was last shown; null for never.</param>
public sealed record PasskeyView(PasskeyId Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

/// <summary>A browser that is signed in.</summary>
/// <param name="Id">Which.</param>
/// <param name="Browser">Its family and its system; empty when it was signed in before this was kept.</param>
/// <param name="StartedAt">Since when.</param>
/// <param name="SeenAt">When it last loaded something, to some minutes.</param>
/// <param name="IsThis">It is the one that looks.</param>
public sealed record SessionView(SessionId Id, string Browser, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsThis);

/// <summary>A program of the person's own.</summary>
/// <param name="Id">Which; revoked like any session.</param>
/// <param name="Name">What it is for.</param>
/// <param name="StartedAt">When it was made.</param>
/// <param name="SeenAt">When it last read something, to some minutes; as it was made when never.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record TokenView(SessionId Id, string Name, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt);
