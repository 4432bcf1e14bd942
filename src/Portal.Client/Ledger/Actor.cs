namespace Portal.Client.Ledger;

/// <summary>Who did something.</summary>
public enum ActorKind
{
    /// <summary>The portal by itself: a timer, a relock, a rule.</summary>
    Portal,
    Account,
    Device,
    Driver,
    Carrier,
    Support,
    Operator,
}

/// <summary>Who did something, as it stands in the ledger: a kind and an id, never a name.</summary>
public sealed record Actor(ActorKind Kind, string? Id)
{
    /// <summary>The portal by itself.</summary>
    public static Actor Portal { get; } = new(ActorKind.Portal, null);
}
