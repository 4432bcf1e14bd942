using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;

namespace Portal.Accounts;

/// <summary>Whether a carrier may have anything here, as it stands now.</summary>
/// <param name="Verified">An operator has verified it, and it is not suspended.</param>
/// <param name="Blocked">The household blocked it, everywhere or at this access point.</param>
internal sealed record CarrierStanding(bool Verified, bool Blocked)
{
    /// <summary>A carrier that is not there is not verified.</summary>
    public static CarrierStanding Find(DbConnection connection, CarrierId carrier, HouseholdId household, AccessPointId accessPoint)
    {
        var row = connection.QuerySingle<(long Verified, long Blocked)>(
            """
            SELECT EXISTS (SELECT 1 FROM carrier WHERE id = @carrier AND standing = 'verified'),
                   EXISTS (SELECT 1 FROM carrier_block WHERE carrier_id = @carrier AND household_id = @household
                                                         AND access_point_id IN ('', @accessPoint))
            """,
            new { carrier, household, accessPoint });
        return new CarrierStanding(row.Verified != 0, row.Blocked != 0);
    }
}
