using Portal.Client.Accounts;

namespace Portal.Client.Access;

/// <summary>
/// The access points of the signed-in member's household: what the screens read and may ask for. What belongs to another household is
/// answered as if it did not exist (S28).
/// </summary>
public interface IHouseholdAccess
{
    /// <summary>All access points of the household, by name.</summary>
    Task<IReadOnlyList<AccessPointView>> ListAsync(CancellationToken cancellationToken);

    Task<AccessPointView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>Adds a car, door or garage; owners only.</summary>
    Task<AddAccessPointOutcome> AddAsync(AccessPointDraft draft, CancellationToken cancellationToken);

    /// <summary>What is wrong with a draft, by field; nothing is added.</summary>
    Task<IReadOnlyDictionary<string, string>> CheckAsync(AccessPointDraft draft, CancellationToken cancellationToken);

    /// <summary>A new pairing code, valid 10 minutes, in place of the last one; null when not found or not an owner.</summary>
    Task<PairingView?> AskPairingCodeAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>The pairing on its way; null when there is none.</summary>
    Task<PairingView?> FindPairingAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>The owner has compared the check numbers: they are the same (<paramref name="same"/>) or not.</summary>
    Task<AccessOutcome> AnswerPairingAsync(DeviceId device, bool same, CancellationToken cancellationToken);

    /// <summary>Blocks one access point now; every member may.</summary>
    Task<AccessOutcome> PauseAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>Lets what is still in its window be valid again; owners and approvers.</summary>
    Task<AccessOutcome> LiftPauseAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>Blocks everything in one household now; every member may.</summary>
    Task<AccessOutcome> PauseHouseholdAsync(HouseholdId household, CancellationToken cancellationToken);

    /// <inheritdoc cref="LiftPauseAsync"/>
    Task<AccessOutcome> LiftHouseholdPauseAsync(HouseholdId household, CancellationToken cancellationToken);

    /// <summary>The member's households in the order of joining, each with its pause.</summary>
    Task<IReadOnlyList<HouseholdPauseView>> ListHouseholdsAsync(CancellationToken cancellationToken);

    /// <summary>Locks or closes: idempotent, by an owner or approver.</summary>
    Task<CommandOutcome> LockAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>The owner's own unlock: an owner with a recent sign-in, the device online; no grant.</summary>
    Task<CommandOutcome> UnlockAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>Alerts that are open or acknowledged, the worst first.</summary>
    Task<IReadOnlyList<AlertView>> ListAlertsAsync(CancellationToken cancellationToken);

    /// <summary>'I am taking care of it'.</summary>
    Task<AccessOutcome> AcknowledgeAsync(AlertId alert, CancellationToken cancellationToken);

    /// <summary>Approved windows whose rehearsal failed and that nobody has decided about, the soonest first.</summary>
    Task<IReadOnlyList<ReadinessView>> ListUnreadyAsync(CancellationToken cancellationToken);

    /// <summary>'Go ahead': what failed in the rehearsal is known, and the window stands. Owner or approver.</summary>
    Task<AccessOutcome> GoAheadAsync(Deliveries.DeliveryId delivery, CancellationToken cancellationToken);
}
