using Portal.Client.Access;

namespace Portal.Client.Tests.Fakes;

/// <summary>How codes work without the line, as a test sets it; what was asked is remembered.</summary>
internal sealed class FakeHouseholdOffline : IHouseholdOffline
{
    public OfflineView? View { get; set; }

    public AccessOutcome Outcome { get; set; } = AccessOutcome.Done;

    public List<string> Asked { get; } = [];

    public Task<OfflineView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken) => Task.FromResult(View);

    public Task<AccessOutcome> SetAsync(AccessPointId accessPoint, OfflineMode mode, CancellationToken cancellationToken)
    {
        Asked.Add(Words.Of(mode));
        if (Outcome == AccessOutcome.Done && View is not null)
            View = View with { Mode = mode };
        return Task.FromResult(Outcome);
    }

    public Task<AccessOutcome> RearmAsync(AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        Asked.Add("rearm");
        if (Outcome == AccessOutcome.Done && View is not null)
            View = View with { PinsClosedAt = null };
        return Task.FromResult(Outcome);
    }
}
