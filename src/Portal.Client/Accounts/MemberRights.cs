namespace Portal.Client.Accounts;

/// <summary>What a role may do (product.md, who may), for screens that offer nobody what would be refused. The server decides.</summary>
public static class MemberRights
{
    extension(MemberRole role)
    {
        /// <summary>Unlocks, adds, pairs, sets.</summary>
        public bool IsOwner => role is MemberRole.Owner;

        /// <summary>Approves, declines, revokes, acknowledges, locks, lifts a pause, shares what was made by hand.</summary>
        public bool MayAnswer => role is MemberRole.Owner or MemberRole.Approver;
    }
}
