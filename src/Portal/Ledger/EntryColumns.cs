namespace Portal.Ledger;

/// <summary>What an entry is found by: written once into the body, which is committed to, and once into columns beside it.</summary>
internal sealed record EntryColumns(
    string? Id,
    string? Kind,
    long At,
    bool Late,
    string? Household,
    string? AccessPoint,
    string? Delivery,
    string? Device,
    string? ActorKind,
    string? ActorId);
