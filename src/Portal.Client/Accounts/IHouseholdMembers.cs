namespace Portal.Client.Accounts;

/// <summary>The people of the signed-in person's households. Everybody there sees them; only an owner changes who they are.</summary>
public interface IHouseholdMembers
{
    /// <summary>Each household with its members, in the order of joining.</summary>
    Task<IReadOnlyList<MembersView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Gives a member another role and signs them out everywhere: an owner who signed in recently.</summary>
    Task<MemberOutcome> ChangeRoleAsync(HouseholdId household, AccountId member, MemberRole role, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a member out of the household and signs them out everywhere: an owner, or the member themselves, who signed in recently.
    /// </summary>
    Task<MemberOutcome> RemoveAsync(HouseholdId household, AccountId member, CancellationToken cancellationToken);
}

/// <summary>A household and its people.</summary>
public sealed record MembersView(HouseholdView Household, IReadOnlyList<MemberView> Members)
{
    /// <summary>For an owner: links that nobody has followed yet.</summary>
    public IReadOnlyList<InvitationView> Invitations { get; init; } = [];
}

/// <summary>One of them.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As it calls itself.</param>
/// <param name="Role">What it may do here.</param>
/// <param name="Since">When it joined.</param>
/// <param name="IsYou">It is whoever looks.</param>
public sealed record MemberView(AccountId Id, string Name, MemberRole Role, DateTimeOffset Since, bool IsYou);

/// <summary>What became of a change to a member.</summary>
public enum MemberOutcome
{
    Done,

    /// <summary>No such household or member, or not this person's.</summary>
    NotFound,

    /// <summary>Only an owner may.</summary>
    NotAllowed,

    /// <summary>Sign in again first (S25).</summary>
    SignInAgain,

    /// <summary>Somebody has to own the household.</summary>
    LastOwner,

    /// <summary>Twenty invitations wait already.</summary>
    TooMany,

    /// <summary>The account of whoever asks was recovered less than a day ago (S24).</summary>
    Held,
}
