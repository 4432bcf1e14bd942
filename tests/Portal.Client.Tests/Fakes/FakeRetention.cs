using Portal.Client.Accounts;

namespace Portal.Client.Tests.Fakes;

/// <summary>How long Mara's household keeps what; what she sets becomes true here.</summary>
internal sealed class FakeRetention : IHouseholdRetention
{
    private readonly Dictionary<RetentionKind, RetentionView> _kinds = new()
    {
        [RetentionKind.Pictures] = new(RetentionKind.Pictures, Days: 30, Least: 1, Most: 90),
        [RetentionKind.Parcels] = new(RetentionKind.Parcels, Days: 1095, Least: 30, Most: 3650),
        [RetentionKind.Activity] = new(RetentionKind.Activity, Days: 1095, Least: 180, Most: 3650),
    };

    public MemberRole Role { get; set; } = MemberRole.Owner;

    public RetentionOutcome Outcome { get; set; }

    /// <summary>Thrown by every change while it is set.</summary>
    public Exception? Broken { get; set; }

    public List<(RetentionKind Kind, int Days)> Set { get; } = [];

    public Task<IReadOnlyList<HouseholdRetentionView>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HouseholdRetentionView>>(
            [new(new HouseholdView(Sample.Id<HouseholdId>("home"), "Home", Sample.Zone, Role), [.. _kinds.Values])]);

    public Task<RetentionOutcome> SetAsync(HouseholdId household, RetentionKind kind, int days, CancellationToken cancellationToken)
    {
        if (Broken is { } fault)
            return Task.FromException<RetentionOutcome>(fault);
        Set.Add((kind, days));
        if (Outcome is RetentionOutcome.Done)
            _kinds[kind] = _kinds[kind] with { Days = days, ShorterFrom = days < _kinds[kind].Days ? Sample.Now.AddDays(1) : null };
        return Task.FromResult(Outcome);
    }
}
