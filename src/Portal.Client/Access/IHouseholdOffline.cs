namespace Portal.Client.Access;

/// <summary>How codes work while the line is down, for the access points of the signed-in member's household.</summary>
public interface IHouseholdOffline
{
    /// <summary>Null when it is not this member's.</summary>
    Task<OfflineView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>An owner, who signed in recently to switch it on; what the device cannot do is not possible.</summary>
    Task<AccessOutcome> SetAsync(AccessPointId accessPoint, OfflineMode mode, CancellationToken cancellationToken);

    /// <summary>The device refuses PINs after too many wrong ones: an owner who signed in recently lets it honour them again.</summary>
    Task<AccessOutcome> RearmAsync(AccessPointId accessPoint, CancellationToken cancellationToken);
}
