using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Client.Tests.Fakes;

/// <summary>Deliveries that the test sets; a member's answer becomes true here.</summary>
internal sealed class FakeHouseholdDeliveries : IHouseholdDeliveries
{
    private static readonly DeliveryState[] Live =
        [DeliveryState.Requested, DeliveryState.Approved, DeliveryState.InProgress, DeliveryState.Incident];

    public List<DeliveryView> Deliveries { get; } = [];

    public List<EntryView> Story { get; } = [];

    public DeliveryOutcome Outcome { get; set; }

    public Dictionary<string, string> DraftFaults { get; } = [];

    /// <summary>Thrown where link and code are to be shown, while it is set.</summary>
    public Exception? ShowFault { get; set; }

    public HandMadeDraft? Made { get; private set; }

    public HandMadeAccess? Access { get; set; }

    /// <summary>The filter that was asked for last.</summary>
    public DeliveryFilter? Asked { get; private set; }

    /// <summary>How often link and code were shown: each is an entry (S12).</summary>
    public int Disclosures { get; private set; }

    public DeliveryView Only => Deliveries.Single();

    public Task<IReadOnlyList<DeliveryView>> ListCurrentAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeliveryView>>([.. Deliveries.Where(delivery => Live.Contains(delivery.State))]);

    public Task<IReadOnlyList<DeliveryView>> ListWithinAsync(DeliveryWindow span, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeliveryView>>(
        [
            .. Deliveries.Where(delivery => (delivery.State is DeliveryState.Requested ? delivery.ProposedWindows : [delivery.Window!])
                .Any(window => window.Start < span.End && window.End > span.Start)),
        ]);

    /// <summary>The newest was added last.</summary>
    public Task<IReadOnlyList<DeliveryView>> ListAsync(DeliveryFilter filter, DeliveryId? before, int limit, CancellationToken cancellationToken)
    {
        Asked = filter;
        var older = Enumerable.Reverse(Deliveries).SkipWhile(delivery => before is not null && delivery.Id != before).Skip(before is null ? 0 : 1);
        return Task.FromResult<IReadOnlyList<DeliveryView>>([.. older.Where(delivery => Matches(delivery, filter)).Take(limit)]);
    }

    public Task<DeliveryStory?> FindAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        Task.FromResult(Deliveries.Find(known => known.Id == delivery) is { } found ? new DeliveryStory(found, [.. Story]) : null);

    public Task<DeliveryOutcome> ApproveAsync(DeliveryId delivery, DeliveryWindow window, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { State = DeliveryState.Approved, Window = window });

    public Task<DeliveryOutcome> ProposeAsync(DeliveryId delivery, DeliveryWindow window, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { ProposedWindows = [window], ProposedByOwner = true });

    public Task<DeliveryOutcome> DeclineAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { State = DeliveryState.Declined, Reason = reason });

    public Task<DeliveryOutcome> RevokeAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { State = DeliveryState.Revoked });

    public Task<DeliveryOutcome> RearmAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { State = DeliveryState.Approved, Reason = null });

    public Task<DeliveryOutcome> ResolveAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { State = DeliveryState.Resolved, Reason = reason });

    public Task<DeliveryOutcome> ReportAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { State = DeliveryState.Incident, Reason = reason });

    public Task<DeliveryOutcome> WaivePlaceAsync(DeliveryId delivery, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { PlaceWaived = true, MayWaivePlace = false });

    public Task<DeliveryOutcome> SettleWindowAsync(DeliveryId delivery, bool asWritten, CancellationToken cancellationToken) =>
        Change(delivery, known => known with { Window = asWritten ? known.Written : known.Window, Written = null });

    public Task<HandMadeOutcome> MakeByHandAsync(HandMadeDraft draft, CancellationToken cancellationToken)
    {
        Made = draft;
        return Task.FromResult(DraftFaults.Count > 0
            ? new HandMadeOutcome(null, DraftFaults)
            : new HandMadeOutcome(Sample.Id<DeliveryId>("made"), DraftFaults));
    }

    public Task<HandMadeAccess?> ShowAccessAsync(DeliveryId delivery, CancellationToken cancellationToken)
    {
        if (ShowFault is { } fault)
            return Task.FromException<HandMadeAccess?>(fault);
        Disclosures += Access is null ? 0 : 1;
        return Task.FromResult(Access);
    }

    private static bool Matches(DeliveryView delivery, DeliveryFilter filter) =>
        (filter.States is not { } states || states.Contains(delivery.State))
        && (filter.AccessPoint is not { } point || delivery.AccessPointId == point)
        && (filter.Text is not { } text || delivery.TrackingNumber.Contains(text, StringComparison.OrdinalIgnoreCase));

    private Task<DeliveryOutcome> Change(DeliveryId delivery, Func<DeliveryView, DeliveryView> change)
    {
        if (Outcome is DeliveryOutcome.Done)
            Deliveries[Deliveries.FindIndex(known => known.Id == delivery)] = change(Deliveries.Find(known => known.Id == delivery)!);
        return Task.FromResult(Outcome);
    }
}
