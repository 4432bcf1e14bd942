namespace Portal.Client.Accounts;

/// <summary>Owners invite to their household by a link; whoever has it joins, once, as whoever they are signed in as.</summary>
public interface IInvitations
{
    /// <summary>Makes a link for one person: an owner who signed in recently.</summary>
    Task<MadeInvitation> MakeAsync(HouseholdId household, MemberRole role, CancellationToken cancellationToken);

    /// <summary>Takes a link back that nobody followed yet: an owner.</summary>
    Task<MemberOutcome> RevokeAsync(HouseholdId household, InvitationId invitation, CancellationToken cancellationToken);

    /// <summary>What a link invites to; null once it was used, taken back or is over.</summary>
    Task<InvitedTo?> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>Joins, as the signed-in person.</summary>
    Task<JoinOutcome> AcceptAsync(string token, CancellationToken cancellationToken);
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Link">Shown once; null when none was made.</param>
public sealed record MadeInvitation(MemberOutcome Outcome, string? Link);

/// <summary>A link that nobody has followed yet; the link itself is not kept.</summary>
public sealed record InvitationView(InvitationId Id, MemberRole Role, DateTimeOffset ExpiresAt);

/// <summary>What somebody with the link is told before they join.</summary>
public sealed record InvitedTo(string Household, string InvitedBy, MemberRole Role);

/// <summary>What became of following a link.</summary>
public enum JoinOutcome
{
    Joined,

    /// <summary>They belong to the household; the link still works for somebody else.</summary>
    Already,

    /// <summary>Used, taken back or over.</summary>
    Gone,

    /// <summary>Nobody is signed in, or staff, who belong to no household.</summary>
    NotAllowed,
}
