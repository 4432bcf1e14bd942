using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>Settings of section <c>Portal:Retention</c>: the limits within which households choose, and what holds until they do.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Portal:Retention";

    public RetentionLimits Pictures { get; set; } = new() { Least = 1, Days = 30, Most = 90 };

    /// <summary>Three years is the usual limitation of a claim (BGB § 195); what was delivered may be disputed for so long.</summary>
    public RetentionLimits Parcels { get; set; } = new() { Least = 30, Days = 1095, Most = 3650 };

    /// <summary>Not less than half a year: so long payments for what was delivered can be taken back.</summary>
    public RetentionLimits Activity { get; set; } = new() { Least = 180, Days = 1095, Most = 3650 };

    public RetentionLimits Of(RetentionKind kind) => kind switch
    {
        RetentionKind.Pictures => Pictures,
        RetentionKind.Parcels => Parcels,
        RetentionKind.Activity => Activity,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}

/// <summary>Days, for one kind.</summary>
internal sealed class RetentionLimits
{
    /// <summary>What a household may choose at least.</summary>
    public int Least { get; set; }

    /// <summary>What holds for a household that has chosen nothing.</summary>
    public int Days { get; set; }

    /// <summary>What a household may choose at most.</summary>
    public int Most { get; set; }

    /// <summary>So many, or the nearest that is allowed: it may have been chosen under other limits.</summary>
    public int Within(int days) => Math.Clamp(days, Least, Most);

    /// <summary>What holds at a time for a household that chose so; null: it has chosen nothing.</summary>
    public int At(RetentionChoice? choice, DateTimeOffset now) => Within(choice?.DaysAt(now) ?? Days);
}
