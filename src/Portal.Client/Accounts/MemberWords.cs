namespace Portal.Client.Accounts;

/// <summary>Roles and answers about members in words.</summary>
internal static class MemberWords
{
    public static string Role(MemberRole role) => role switch
    {
        MemberRole.Owner => "Owner",
        MemberRole.Approver => "Approver",
        MemberRole.Viewer => "Viewer",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>'an owner', 'a viewer'.</summary>
    public static string Article(MemberRole role) => role is MemberRole.Viewer ? "a viewer" : $"an {Role(role).ToLowerInvariant()}";

    /// <summary>What the role is for.</summary>
    public static string May(MemberRole role) => role switch
    {
        MemberRole.Owner => "Everything, and unlocking",
        MemberRole.Approver => "Answers deliveries, locks, lifts a pause",
        MemberRole.Viewer => "Sees, and may pause",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <summary>Why it was not done; null when it was.</summary>
    public static string? Fault(MemberOutcome outcome) => outcome switch
    {
        MemberOutcome.Done => null,
        MemberOutcome.NotFound => "They are not there any more. What you see now is how it stands.",
        MemberOutcome.NotAllowed => "Only an owner may do that.",
        MemberOutcome.SignInAgain => "Sign in again first: you last did more than 5 minutes ago.",
        MemberOutcome.Held => "Not yet: your account was recovered less than 24 h ago. Settings say until when.",
        MemberOutcome.TooMany => "Not done: too many invitations wait already. Take one back first.",
        MemberOutcome.LastOwner => "Not done: somebody has to own the household. Make another member an owner first.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    /// <summary>Why a carrier was not blocked or taken back; null when it was.</summary>
    public static string? Fault(CarrierBlockOutcome outcome) => outcome switch
    {
        CarrierBlockOutcome.Done => null,
        CarrierBlockOutcome.NotFound => "It is not there any more. What you see now is how it stands.",
        CarrierBlockOutcome.NotAllowed => "Only an owner may do that.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
