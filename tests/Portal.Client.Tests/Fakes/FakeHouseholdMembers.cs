using Portal.Client.Accounts;

namespace Portal.Client.Tests.Fakes;

/// <summary>A household of Mara and Jonas; what an owner asks becomes true here.</summary>
internal sealed class FakeHouseholdMembers : IHouseholdMembers
{
    public static HouseholdView Bergers { get; } = new(Sample.Id<HouseholdId>("bergers"), "Berger household", Sample.Zone, MemberRole.Owner);

    public HouseholdView Household { get; set; } = Bergers;

    public MemberOutcome Outcome { get; set; }

    public List<MemberView> Members { get; } =
    [
        new(Sample.Id<AccountId>("mara"), "Mara", MemberRole.Owner, Sample.Now.AddDays(-30), IsYou: true),
        new(Sample.Id<AccountId>("jonas"), "Jonas", MemberRole.Approver, Sample.Now.AddDays(-9), IsYou: false),
    ];

    public List<InvitationView> Invitations { get; } = [];

    public Task<IReadOnlyList<MembersView>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MembersView>>([new MembersView(Household, [.. Members]) { Invitations = [.. Invitations] }]);

    public Task<MemberOutcome> ChangeRoleAsync(HouseholdId household, AccountId member, MemberRole role, CancellationToken cancellationToken)
    {
        var index = Members.FindIndex(one => one.Id == member);
        if (Outcome is MemberOutcome.Done)
            Members[index] = Members[index] with { Role = role };
        return Task.FromResult(Outcome);
    }

    public Task<MemberOutcome> RemoveAsync(HouseholdId household, AccountId member, CancellationToken cancellationToken)
    {
        if (Outcome is MemberOutcome.Done)
            Members.RemoveAll(one => one.Id == member);
        return Task.FromResult(Outcome);
    }
}
