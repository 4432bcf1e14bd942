namespace Portal.Client.Deliveries;

/// <summary>The deliveries of the signed-in member's household: what the screens read and may ask for.</summary>
public interface IHouseholdDeliveries
{
    /// <summary>What is open, asked or coming, soonest first.</summary>
    Task<IReadOnlyList<DeliveryView>> ListCurrentAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What has a window, agreed or still asked for, that touches this span; not what was declined, withdrawn, revoked or lapsed. A span is
    /// 31 days at most.
    /// </summary>
    Task<IReadOnlyList<DeliveryView>> ListWithinAsync(DeliveryWindow span, CancellationToken cancellationToken);

    /// <summary>What the filter asks for, newest first, <paramref name="limit"/> at a time, older than <paramref name="before"/>.</summary>
    Task<IReadOnlyList<DeliveryView>> ListAsync(DeliveryFilter filter, DeliveryId? before, int limit, CancellationToken cancellationToken);

    /// <summary>One delivery with its story; null when it is not this member's.</summary>
    Task<DeliveryStory?> FindAsync(DeliveryId delivery, CancellationToken cancellationToken);

    /// <summary>Approves one of the proposed windows, or a part of one; after it began, what is left of it. Owner or approver.</summary>
    Task<DeliveryOutcome> ApproveAsync(DeliveryId delivery, DeliveryWindow window, CancellationToken cancellationToken);

    /// <summary>Proposes another time: the request stays, and the carrier accepts it or withdraws. Owner or approver.</summary>
    Task<DeliveryOutcome> ProposeAsync(DeliveryId delivery, DeliveryWindow window, CancellationToken cancellationToken);

    Task<DeliveryOutcome> DeclineAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken);

    /// <summary>Takes an approval back; in progress it asks the device to lock and never blocks closing.</summary>
    Task<DeliveryOutcome> RevokeAsync(DeliveryId delivery, CancellationToken cancellationToken);

    /// <summary>What was never opened may be tried again inside its window, with a new code and link. Owner or approver.</summary>
    Task<DeliveryOutcome> RearmAsync(DeliveryId delivery, CancellationToken cancellationToken);

    /// <summary>A person has looked at an incident, and says in own words what was found. Owner or approver.</summary>
    Task<DeliveryOutcome> ResolveAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken);

    /// <summary>Something is wrong while it is in progress: it becomes an incident, in the member's own words. Owner or approver.</summary>
    Task<DeliveryOutcome> ReportAsync(DeliveryId delivery, string reason, CancellationToken cancellationToken);

    /// <summary>Lets an approved delivery open without the driver's position; only an owner, and only for this one.</summary>
    Task<DeliveryOutcome> WaivePlaceAsync(DeliveryId delivery, CancellationToken cancellationToken);

    /// <summary>
    /// After the zone's rules have changed: moves an approved window to what was written, or lets its instants stand; only an owner.
    /// </summary>
    Task<DeliveryOutcome> SettleWindowAsync(DeliveryId delivery, bool asWritten, CancellationToken cancellationToken);

    /// <summary>'A delivery person I expect': approved as it is made. Owner or approver.</summary>
    Task<HandMadeOutcome> MakeByHandAsync(HandMadeDraft draft, CancellationToken cancellationToken);

    /// <summary>Shows the link and the code of a delivery made by hand: owner or approver; the showing is an event.</summary>
    Task<HandMadeAccess?> ShowAccessAsync(DeliveryId delivery, CancellationToken cancellationToken);
}
