using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The members' page, for whoever is signed in.</summary>
internal sealed class HouseholdMembers(CurrentMember current, Database database, Members members) : IHouseholdMembers
{
    public async Task<IReadOnlyList<MembersView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(
            connection => HouseholdStore.Of(connection, account)
                .Select(household => new MembersView(household, HouseholdStore.MembersOf(connection, household.Id, account))
                {
                    Invitations = household.Role is MemberRole.Owner ? InvitationStore.Of(connection, household.Id, current.Now) : [],
                })
                .ToList(),
            cancellationToken);
    }

    public async Task<MemberOutcome> ChangeRoleAsync(
        HouseholdId household, AccountId member, MemberRole role, CancellationToken cancellationToken) =>
        await members.ChangeRoleAsync(await ChangeAsync(household, member, cancellationToken), role, cancellationToken);

    public async Task<MemberOutcome> RemoveAsync(HouseholdId household, AccountId member, CancellationToken cancellationToken) =>
        await members.RemoveAsync(await ChangeAsync(household, member, cancellationToken), cancellationToken);

    private async Task<MemberChange> ChangeAsync(HouseholdId household, AccountId member, CancellationToken cancellationToken) =>
        new(await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), household, member);
}
