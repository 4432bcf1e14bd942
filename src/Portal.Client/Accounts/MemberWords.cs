using Portal.Client.Controls;

namespace Portal.Client.Accounts;

/// <summary>Roles and answers about members in words.</summary>
internal static class MemberWords
{
    public static string Role(MemberRole role) => role switch
    {
        MemberRole.Owner => AccountsText.Owner,
        MemberRole.Approver => AccountsText.Approver,
        MemberRole.Viewer => AccountsText.Viewer,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>'an owner', 'a viewer'.</summary>
    public static string Article(MemberRole role) => role switch
    {
        MemberRole.Owner => AccountsText.AnOwner,
        MemberRole.Approver => AccountsText.AnApprover,
        MemberRole.Viewer => AccountsText.AViewer,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>'Mara Berger invites you as viewer: sees, and may pause.'</summary>
    public static string Invites(string name, MemberRole role) => role switch
    {
        MemberRole.Owner => AccountsText.FormatInvitesAsOwner(name),
        MemberRole.Approver => AccountsText.FormatInvitesAsApprover(name),
        MemberRole.Viewer => AccountsText.FormatInvitesAsViewer(name),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>'Viewer since Thu 26 Nov. Sees, and may pause'</summary>
    public static string Since(MemberView member, PlaceClock clock, string zone) =>
        AccountsText.FormatMemberSince(Role(member.Role), clock.DayWithin(member.Since, zone), May(member.Role));

    /// <summary>What the role is for.</summary>
    public static string May(MemberRole role) => role switch
    {
        MemberRole.Owner => AccountsText.OwnerMay,
        MemberRole.Approver => AccountsText.ApproverMay,
        MemberRole.Viewer => AccountsText.ViewerMay,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>Why it was not done; null when it was.</summary>
    public static string? Fault(MemberOutcome outcome) => outcome switch
    {
        MemberOutcome.Done => null,
        MemberOutcome.NotFound => AccountsText.MemberGone,
        MemberOutcome.NotAllowed => AccountsText.OnlyOwnerMay,
        MemberOutcome.SignInAgain => AccountsText.SignInAgainFirst,
        MemberOutcome.Held => AccountsText.NotYetRecoveredSeeSettings,
        MemberOutcome.TooMany => AccountsText.TooManyInvitations,
        MemberOutcome.LastOwner => AccountsText.LastOwner,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    /// <summary>Why a carrier was not blocked or taken back; null when it was.</summary>
    public static string? Fault(CarrierBlockOutcome outcome) => outcome switch
    {
        CarrierBlockOutcome.Done => null,
        CarrierBlockOutcome.NotFound => AccountsText.ItIsGone,
        CarrierBlockOutcome.NotAllowed => AccountsText.OnlyOwnerMay,
        CarrierBlockOutcome.SignInAgain => AccountsText.SignInAgainFirst,
        CarrierBlockOutcome.Held => AccountsText.NotYetRecoveredSeeSettings,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
