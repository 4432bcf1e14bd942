using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Owners invite by a link: it lasts a week, works once, is shown once and can be taken back.</summary>
internal sealed class Invitations(Database database, LedgerWriter ledger, TimeProvider time)
{
    /// <summary>Waiting at once in one household (S35).</summary>
    private const int Most = 20;

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <returns>The link's token when done.</returns>
    public Task<(MemberOutcome Outcome, string? Token)> MakeAsync(
        AccountId? by, bool isFresh, HouseholdId household, MemberRole role, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync<(MemberOutcome, string?)>(
            tx =>
            {
                if (OwnerOr(tx, by, household) is { } refusal)
                    return (refusal, null);
                if (by is not { } owner || !isFresh)
                    return (MemberOutcome.SignInAgain, null);
                if (UnlockHolds.Until(tx.Connection, owner, now) is not null)
                    return (MemberOutcome.Held, null);
                InvitationStore.DeleteOver(tx, now);
                if (InvitationStore.Of(tx.Connection, household, now).Count >= Most)
                    return (MemberOutcome.TooMany, null);
                var token = Secrets.New();
                var invitation = new Invitation(PortalId.New<InvitationId>(now), household, role, owner, now + Lasts);
                InvitationStore.Insert(tx, invitation, token, now);
                Enter(tx, EntryKinds.MemberInvited, owner, household, LedgerData.Of(new { invitation = invitation.Id, role }), now);
                return (MemberOutcome.Done, token);
            },
            cancellationToken);
    }

    /// <summary>Takes a link back: the safe side, so no step-up is asked.</summary>
    public Task<MemberOutcome> RevokeAsync(AccountId? by, HouseholdId household, InvitationId invitation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (OwnerOr(tx, by, household) is { } refusal)
                    return refusal;
                if (by is not { } owner || !InvitationStore.TryDelete(tx, household, invitation))
                    return MemberOutcome.NotFound;
                Enter(tx, EntryKinds.InvitationRevoked, owner, household, LedgerData.Of(new { invitation }), now);
                return MemberOutcome.Done;
            },
            cancellationToken);
    }

    public Task<Invitation?> FindAsync(string token, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => InvitationStore.Find(connection, token, time.GetUtcNow()), cancellationToken);

    /// <summary>Whoever is signed in joins; the link is used up in the same transaction. Staff belong to no household.</summary>
    public Task<JoinOutcome> AcceptAsync(AccountId? account, string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } member || AccountStore.IsStaff(tx.Connection, member))
                    return JoinOutcome.NotAllowed;
                if (InvitationStore.Find(tx.Connection, token, now) is not { } invitation)
                    return JoinOutcome.Gone;
                if (HouseholdStore.RoleOf(tx.Connection, invitation.Household, member) is not null)
                    return JoinOutcome.Already;
                InvitationStore.TryDelete(tx, invitation.Household, invitation.Id);
                HouseholdStore.InsertMember(tx, invitation.Household, member, invitation.Role, now);
                Enter(
                    tx,
                    EntryKinds.MemberJoined,
                    member,
                    invitation.Household,
                    LedgerData.Of(new { account = member, invitation.Role, invitedBy = invitation.InvitedBy }),
                    now);
                return JoinOutcome.Joined;
            },
            cancellationToken);
    }

    /// <summary>Why this account may not invite there; null for an owner.</summary>
    private static MemberOutcome? OwnerOr(Transaction tx, AccountId? by, HouseholdId household) =>
        HouseholdStore.RoleOf(tx.Connection, household, by) switch
        {
            null => MemberOutcome.NotFound,
            MemberRole.Owner => null,
            _ => MemberOutcome.NotAllowed,
        };

    private void Enter(Transaction tx, string kind, AccountId by, HouseholdId household, string data, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = household,
            Data = data,
        });
}
