using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// What owners do to members: another role, or out; and anybody's own leaving. Each ends every session of that account, so that no page goes on with what it was
/// allowed before (S16, S26). The last owner stays one.
/// </summary>
internal sealed class Members(
    Database database, LedgerWriter ledger, SessionStore sessions, IEnumerable<IMemberRights> rights, TimeProvider time)
{
    /// <param name="change">Who asks, of whom, where.</param>
    /// <param name="role">What the member is to be.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public Task<MemberOutcome> ChangeRoleAsync(MemberChange change, MemberRole role, CancellationToken cancellationToken) =>
        ChangeAsync(
            change,
            role,
            (tx, owner, before, now) =>
            {
                if (before == role)
                    return;
                HouseholdStore.SaveRole(tx, change.Household, change.Member, role);
                Lose(tx, change, canStillShare: role != MemberRole.Viewer, now);
                Enter(tx, EntryKinds.MemberRoleChanged, change, owner, LedgerData.Of(new { change.Member, role, before }), now);
            },
            cancellationToken);

    /// <inheritdoc cref="ChangeRoleAsync"/>
    public Task<MemberOutcome> RemoveAsync(MemberChange change, CancellationToken cancellationToken) =>
        ChangeAsync(
            change,
            role: null,
            (tx, owner, _, now) =>
            {
                HouseholdStore.DeleteMember(tx, change.Household, change.Member);
                Lose(tx, change, canStillShare: false, now);
                Enter(tx, owner == change.Member ? EntryKinds.MemberLeft : EntryKinds.MemberRemoved, change, owner, LedgerData.Of(new { change.Member }), now);
            },
            cancellationToken);

    private Task<MemberOutcome> ChangeAsync(
        MemberChange change, MemberRole? role, Action<Transaction, AccountId, MemberRole, DateTimeOffset> make, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (change.By is not { } by
                    || HouseholdStore.RoleOf(tx.Connection, change.Household, by) is not { } own
                    || HouseholdStore.RoleOf(tx.Connection, change.Household, change.Member) is not { } before)
                    return MemberOutcome.NotFound;
                var isLeaving = role is null && by == change.Member;
                if (own != MemberRole.Owner && !isLeaving)
                    return MemberOutcome.NotAllowed;
                if (!change.IsFresh)
                    return MemberOutcome.SignInAgain;
                if (!isLeaving && UnlockHolds.Until(tx.Connection, by, now) is not null)
                    return MemberOutcome.Held;
                if (before == MemberRole.Owner && role != MemberRole.Owner && HouseholdStore.CountOwners(tx.Connection, change.Household) == 1)
                    return MemberOutcome.LastOwner;
                make(tx, by, before, now);
                return MemberOutcome.Done;
            },
            cancellationToken);
    }

    private void Lose(Transaction tx, MemberChange change, bool canStillShare, DateTimeOffset now)
    {
        sessions.EndAll(tx, change.Member, now);
        if (canStillShare)
            return;
        foreach (var right in rights)
            right.Lost(tx, change.Household, change.Member, now);
    }

    private void Enter(Transaction tx, string kind, MemberChange change, AccountId owner, string data, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = new Actor(ActorKind.Account, owner.Value),
            At = now,
            Household = change.Household,
            Data = data,
        });
}

/// <param name="By">Who asks; null for nobody.</param>
/// <param name="IsFresh">They proved who they are a short while ago (S25).</param>
/// <param name="Household">Where.</param>
/// <param name="Member">Of whom.</param>
internal sealed record MemberChange(AccountId? By, bool IsFresh, HouseholdId Household, AccountId Member);
