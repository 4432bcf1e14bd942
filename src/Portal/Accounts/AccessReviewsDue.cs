using System.Data.Common;
using Dapper;
using Portal.Client.Accounts;
using Portal.Client.Notifications;

namespace Portal.Accounts;

/// <summary>When a household's owners have to go through who can open what again.</summary>
internal static class AccessReviewsDue
{
    public static readonly TimeSpan Every = TimeSpan.FromDays(90);

    /// <summary>
    /// Households that the account owns and whose last review, or whose making, is that long ago. Where there is no access point, nothing can be
    /// opened and nothing is due.
    /// </summary>
    public static IReadOnlyList<AccessReviewDue> Of(DbConnection connection, AccountId? account, DateTimeOffset now) =>
        connection.Query<(HouseholdId Id, string Name, DateTimeOffset? LastAt)>(
                """
                SELECT household.id, household.name, review.reviewed_at
                FROM household JOIN member ON member.household_id = household.id AND member.account_id = @account AND member.role = 'owner'
                LEFT JOIN access_review review ON review.household_id = household.id
                WHERE coalesce(review.reviewed_at, household.created_at) <= @before
                  AND EXISTS (SELECT 1 FROM access_point WHERE access_point.household_id = household.id AND access_point.removed_at IS NULL)
                ORDER BY household.id
                """,
                new { account, before = now - Every })
            .Select(row => new AccessReviewDue(row.Id, row.Name, row.LastAt))
            .ToList();
}
