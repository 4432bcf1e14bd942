namespace Portal.Client.Accounts;

/// <summary>What a household sets a time for; each ends by itself when its time is over (product.md, Privacy).</summary>
public enum RetentionKind
{
    /// <summary>Pictures that devices took.</summary>
    Pictures,

    /// <summary>What was in a parcel and who brought it, once the delivery has ended.</summary>
    Parcels,

    /// <summary>What happened and who did it: the entries, openings and alerts. Their proofs stay.</summary>
    Activity,
}
