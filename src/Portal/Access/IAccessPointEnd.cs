using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>What ends with an access point that its owner removes. Deliveries implements it, in the transaction in which it is removed.</summary>
internal interface IAccessPointEnd
{
    /// <summary>Requests are declined and approvals taken back by the owner, standing rules end, and nobody is sent there instead of elsewhere.</summary>
    void End(Transaction tx, AccessPointId accessPoint, AccountId by, DateTimeOffset now);
}
