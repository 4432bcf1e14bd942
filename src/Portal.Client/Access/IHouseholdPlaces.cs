namespace Portal.Client.Access;

/// <summary>
/// What is set about the access points of the signed-in member's household, and where they are. What belongs to another household is
/// answered as if it did not exist (S28).
/// </summary>
public interface IHouseholdPlaces
{
    /// <summary>Null when it is not this member's.</summary>
    Task<AccessPointSettingsView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>
    /// Where it is: every member sees a fixed place, and a car from 30 min before a window to its end; outside only an owner who keeps its
    /// last position. Null when it is not this member's.
    /// </summary>
    Task<WhereView?> FindWhereAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>An owner; who signed in recently where it lets more be opened than before (docs/decisions/0033).</summary>
    Task<ChangeOutcome> ChangeAsync(AccessPointId accessPoint, AccessPointChange change, CancellationToken cancellationToken);

    /// <summary>Every member for themselves: to be told of openings by hand, or not.</summary>
    Task<AccessOutcome> WishToBeToldAsync(AccessPointId accessPoint, bool isTold, CancellationToken cancellationToken);

    /// <summary>
    /// An owner with a recent sign-in, while nothing is being opened there: whatever could open it ends, what is known of it is erased, and the
    /// record stays (docs/decisions/0043).
    /// </summary>
    Task<AccessOutcome> RemoveAsync(AccessPointId accessPoint, CancellationToken cancellationToken);
}
