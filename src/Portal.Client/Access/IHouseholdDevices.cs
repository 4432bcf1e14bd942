namespace Portal.Client.Access;

/// <summary>
/// The devices of the signed-in member's household: how they are, and what an owner decides about them. What belongs to another household
/// is answered as if it did not exist (S28).
/// </summary>
public interface IHouseholdDevices
{
    /// <summary>The devices of one access point, paired and shut out; none where there is no such access point.</summary>
    Task<IReadOnlyList<DeviceHealthView>> ListAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>What the contact sensor there has told since it was paired; null when the access point is not this member's.</summary>
    Task<ContactView?> FindContactAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>Lets a device go: an owner who signed in recently. What nothing else can honour is revoked.</summary>
    Task<AccessOutcome> ReleaseAsync(DeviceId device, CancellationToken cancellationToken);

    /// <summary>Lost or stolen: as a release, and its key is refused for good.</summary>
    Task<AccessOutcome> ReportLostAsync(DeviceId device, CancellationToken cancellationToken);

    /// <summary>An owner has looked at a device that was shut out, and it is heard again.</summary>
    Task<AccessOutcome> TrustAgainAsync(DeviceId device, CancellationToken cancellationToken);

    /// <summary>Asks for a picture: an owner or approver. It comes by itself, as an entry.</summary>
    Task<CommandOutcome> AskPictureAsync(DeviceId device, CancellationToken cancellationToken);

    /// <summary>Asks the device where it is: an owner. The answer is kept only while a window is near.</summary>
    Task<CommandOutcome> LocateAsync(DeviceId device, CancellationToken cancellationToken);
}
