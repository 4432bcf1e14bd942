using Portal.Client.Accounts;

namespace Portal.Client.Tests.Fakes;

/// <summary>Links to the household of <see cref="FakeHouseholdMembers"/>.</summary>
internal sealed class FakeInvitations(FakeHouseholdMembers members) : IInvitations
{
    public const string Link = "https://portal.example/join/one-use";

    public Task<MadeInvitation> MakeAsync(HouseholdId household, MemberRole role, CancellationToken cancellationToken)
    {
        members.Invitations.Add(new InvitationView(Sample.Id<InvitationId>(role.ToString()), role, Sample.Now.AddDays(7)));
        return Task.FromResult(new MadeInvitation(MemberOutcome.Done, Link));
    }

    public Task<MemberOutcome> RevokeAsync(HouseholdId household, InvitationId invitation, CancellationToken cancellationToken)
    {
        members.Invitations.RemoveAll(one => one.Id == invitation);
        return Task.FromResult(MemberOutcome.Done);
    }

    public Task<InvitedTo?> FindAsync(string token, CancellationToken cancellationToken) => Task.FromResult<InvitedTo?>(null);

    public Task<JoinOutcome> AcceptAsync(string token, CancellationToken cancellationToken) => Task.FromResult(JoinOutcome.Gone);
}
