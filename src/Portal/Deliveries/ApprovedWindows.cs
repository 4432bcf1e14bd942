using System.Data.Common;
using Dapper;
using Portal.Client.Accounts;

namespace Portal.Deliveries;

/// <summary>The approved windows of a household that are not over, the earliest first.</summary>
internal static class ApprovedWindows
{
    private const int Most = 500;

    public static IReadOnlyList<ApprovedWindow> Of(DbConnection connection, HouseholdId household, DateTimeOffset now) =>
        connection.Query<ApprovedWindow>(
                """
                SELECT delivery.id AS delivery, delivery.window_start AS "start", delivery.window_end AS "end", delivery.updated_at AS changed_at
                FROM delivery JOIN access_point ON access_point.id = delivery.access_point_id
                WHERE access_point.household_id = @household AND delivery.state IN ('approved', 'in_progress') AND delivery.window_end > @now
                ORDER BY delivery.window_start, delivery.id LIMIT @Most
                """,
                new { household, now, Most })
            .AsList();
}
