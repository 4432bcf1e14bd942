namespace Portal.Client.Accounts;

/// <summary>What a member may do in a household (product.md, Words).</summary>
public enum MemberRole
{
    /// <summary>Everything, and the only one who may unlock, pair, invite and export.</summary>
    Owner,

    /// <summary>May approve, decline, revoke, acknowledge, lock and lift a pause.</summary>
    Approver,

    /// <summary>Sees, and may pause.</summary>
    Viewer,
}
