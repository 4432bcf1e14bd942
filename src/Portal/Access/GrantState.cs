namespace Portal.Access;

/// <summary>The life of a grant; each value names its successors.</summary>
internal enum GrantState
{
    /// <summary>→ in use, revoked, expired.</summary>
    Ready,

    /// <summary>→ spent, revoked.</summary>
    InUse,

    /// <summary>Its one opening was secured, or nothing was opened in its 60 s. The end.</summary>
    Spent,

    /// <summary>The end.</summary>
    Revoked,

    /// <summary>The window went by. The end.</summary>
    Expired,
}
