using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>Who may join which household as what.</summary>
internal sealed record Invitation(InvitationId Id, HouseholdId Household, MemberRole Role, AccountId InvitedBy, DateTimeOffset ExpiresAt)
{
    /// <summary>For whoever has the link.</summary>
    public string HouseholdName { get; init; } = "";

    /// <inheritdoc cref="HouseholdName"/>
    public string InviterName { get; init; } = "";
}
