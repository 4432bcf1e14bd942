using System.Data.Common;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>Says whether what Portal tells arrives at the people of a household; Notifications knows.</summary>
internal interface INoticeReach
{
    /// <summary>
    /// False when people who may answer have browsers for it and none of them shows what it is sent. Where nobody has any, nobody has asked
    /// to be told in this way.
    /// </summary>
    bool Reaches(DbConnection connection, HouseholdId household, DateTimeOffset now);
}
