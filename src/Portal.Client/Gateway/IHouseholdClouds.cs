using Portal.Client.Access;

namespace Portal.Client.Gateway;

/// <summary>
/// Makers' clouds, for the signed-in owner: connecting an account there, putting one of its devices at an access point, taking it back. What
/// belongs to another household is answered as if it did not exist (S28).
/// </summary>
public interface IHouseholdClouds
{
    /// <summary>Null: no such access point, or for who is not an owner.</summary>
    Task<CloudsView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>Asks the maker for its page, on which the owner signs in there and says yes: an owner who signed in recently (S25).</summary>
    Task<LinkAnswer> AskLinkAsync(AccessPointId accessPoint, CloudMaker maker, CancellationToken cancellationToken);

    /// <summary>Puts a device of a linked account at the access point: an owner who signed in recently.</summary>
    Task<AccessOutcome> PairAsync(AccessPointId accessPoint, CloudLinkId link, string makersId, CancellationToken cancellationToken);

    /// <summary>Takes the link back: its devices are released at once, and the maker is asked to forget it.</summary>
    Task<AccessOutcome> UnlinkAsync(CloudLinkId link, CancellationToken cancellationToken);
}
