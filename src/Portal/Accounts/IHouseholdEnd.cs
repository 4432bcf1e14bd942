using System.Data.Common;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// What others do when a household ends with its last member. Implemented where the things are, called in the transaction in which it ends.
/// </summary>
internal interface IHouseholdEnd
{
    /// <summary>Whether nothing of it still has to be let go of by hand first, as a device on a door has.</summary>
    bool MayEnd(DbConnection connection, HouseholdId household);

    /// <summary>Erases what it holds about the household's people, places and parcels; ids stay, for what was recorded about them.</summary>
    void Erase(Transaction tx, HouseholdId household);
}
