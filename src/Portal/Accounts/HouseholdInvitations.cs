using Portal.Client;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>Invitations for whoever is signed in, and for whoever followed a link.</summary>
internal sealed class HouseholdInvitations(CurrentMember current, Invitations invitations, PublicUrl publicUrl) : IInvitations
{
    public async Task<MadeInvitation> MakeAsync(HouseholdId household, MemberRole role, CancellationToken cancellationToken)
    {
        var (outcome, token) = await invitations.MakeAsync(
            await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), household, role, cancellationToken);
        return new MadeInvitation(outcome, token is null ? null : publicUrl.At("/join/" + token));
    }

    public async Task<MemberOutcome> RevokeAsync(HouseholdId household, InvitationId invitation, CancellationToken cancellationToken) =>
        await invitations.RevokeAsync(await current.AccountAsync(cancellationToken), household, invitation, cancellationToken);

    public async Task<InvitedTo?> FindAsync(string token, CancellationToken cancellationToken) =>
        await invitations.FindAsync(token, cancellationToken) is { } invitation
            ? new InvitedTo(invitation.HouseholdName, invitation.InviterName, invitation.Role)
            : null;

    public async Task<JoinOutcome> AcceptAsync(string token, CancellationToken cancellationToken) =>
        await invitations.AcceptAsync(await current.AccountAsync(cancellationToken), token, cancellationToken);
}
