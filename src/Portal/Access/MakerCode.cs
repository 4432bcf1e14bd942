using Portal.Client.Access;

namespace Portal.Access;

/// <summary>A grant's code as it stands in a maker's lock, is to stand there, or is not surely out of it yet. Never the code itself (S12).</summary>
internal sealed class MakerCode
{
    /// <summary>What the maker lists it by.</summary>
    public string Name { get; init; } = "";

    public GrantId GrantId { get; init; }

    public int Generation { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    /// <summary>What the maker calls it; null until it has said so.</summary>
    public string? MakersId { get; init; }

    /// <summary>When it was handed over: from then on it may open.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When the maker first said that the lock has it.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>Since when it is to be taken out.</summary>
    public DateTimeOffset? EndingAt { get; init; }

    public bool IsEnding => EndingAt is not null;

    public bool IsHeld => HeldAt is not null;

    /// <summary>The code of this grant, as it is now, for its window.</summary>
    public bool IsOf(GrantRow grant) =>
        GrantId == grant.Id && Generation == grant.CodeGeneration && NotBefore == grant.NotBefore && NotAfter == grant.NotAfter;
}
