using System.Data.Common;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Erases what a household has kept for long enough. Implemented where the things are. What a delivery that has not ended may still need stays, however
/// old it is.
/// </summary>
internal interface IRetention
{
    RetentionKind Kind { get; }

    /// <summary>Whether the household has anything of it from before that time.</summary>
    bool IsDue(DbConnection connection, HouseholdId household, DateTimeOffset before);

    /// <summary>Erases the oldest of it, as much as one short transaction takes, and returns how many; 0 when nothing is left.</summary>
    int Erase(Transaction tx, HouseholdId household, DateTimeOffset before, DateTimeOffset now);
}
