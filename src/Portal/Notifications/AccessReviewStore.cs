using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The statements about access reviews.</summary>
internal static class AccessReviewStore
{
    public static void Save(Transaction tx, HouseholdId household, AccountId by, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO access_review (household_id, reviewed_by, reviewed_at) VALUES (@household, @by, @now)
            ON CONFLICT (household_id) DO UPDATE SET reviewed_by = excluded.reviewed_by, reviewed_at = excluded.reviewed_at
            """,
            new { household, by, now });

    public static AccessReviewView Of(DbConnection connection, HouseholdView household, AccountId? account, DateTimeOffset now)
    {
        var last = connection.QuerySingle<Last>(
            """
            SELECT household.created_at, review.reviewed_at, account.name AS reviewed_by
            FROM household LEFT JOIN access_review review ON review.household_id = household.id LEFT JOIN account ON account.id = review.reviewed_by
            WHERE household.id = @Id
            """,
            new { household.Id });
        return new AccessReviewView
        {
            Household = household,
            ReviewedAt = last.ReviewedAt,
            ReviewedBy = last.ReviewedBy,
            DueAt = (last.ReviewedAt ?? last.CreatedAt) + AccessReviewsDue.Every,
            Members = HouseholdStore.MembersOf(connection, household.Id, account),
            Places = Places(connection, household.Id, now),
            Carriers = HouseholdCarriers.Of(connection, household.Id),
            Feeds = Feeds(connection, household.Id),
            Tokens = Tokens(connection, household.Id, account, now),
        };
    }

    private static List<ReviewedPlace> Places(DbConnection connection, HouseholdId household, DateTimeOffset now)
    {
        var devices = connection.Query<Device>(
                """
                SELECT device.access_point_id, device.id, device.model, device.serial, device.paired_at
                FROM device JOIN access_point ON access_point.id = device.access_point_id
                WHERE access_point.household_id = @household AND device.state IN ('active', 'quarantined') ORDER BY device.id
                """,
                new { household })
            .ToLookup(device => device.AccessPointId);
        return connection.Query<(AccessPointId Id, string Name, string Offline, long Windows)>(
                """
                SELECT place.id, place.name, place.offline_mode,
                       (SELECT count(*) FROM delivery WHERE delivery.access_point_id = place.id
                          AND delivery.state IN ('approved', 'in_progress') AND delivery.window_end > @now)
                FROM access_point place WHERE place.household_id = @household AND place.removed_at IS NULL ORDER BY place.name, place.id
                """,
                new { household, now })
            .Select(row => new ReviewedPlace(
                row.Id,
                row.Name,
                [.. devices[row.Id].Select(device => new ReviewedDevice(device.Id, device.Model, device.Serial, device.PairedAt))],
                [.. StandingRuleStore.At(connection, row.Id).Where(rule => rule.OffSince is null)],
                Words.Parse<OfflineMode>(row.Offline),
                (int)row.Windows))
            .ToList();
    }

    private static List<ReviewedFeed> Feeds(DbConnection connection, HouseholdId household) =>
        connection.Query<(AccountId Member, string Name, DateTimeOffset MadeAt)>(
                """
                SELECT feed.account_id, account.name, feed.made_at FROM calendar_feed feed JOIN account ON account.id = feed.account_id
                WHERE feed.household_id = @household ORDER BY feed.made_at, feed.account_id
                """,
                new { household })
            .Select(row => new ReviewedFeed(row.Member, row.Name, row.MadeAt))
            .ToList();

    private static List<ReviewedToken> Tokens(DbConnection connection, HouseholdId household, AccountId? reader, DateTimeOffset now) =>
        HouseholdStore.MembersOf(connection, household, reader)
            .SelectMany(member => SessionStore.TokensOf(connection, member.Id, now).Select(token => new ReviewedToken(
                token.Id,
                member.Name,
                member.IsYou,
                member.IsYou ? token.Name : null,
                token.StartedAt,
                token.SeenAt > token.StartedAt ? token.SeenAt : null)))
            .ToList();

    private sealed class Last
    {
        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? ReviewedAt { get; init; }

        public string? ReviewedBy { get; init; }
    }

    private sealed class Device
    {
        public AccessPointId AccessPointId { get; init; }

        public DeviceId Id { get; init; }

        public string Model { get; init; } = "";

        public string Serial { get; init; } = "";

        public DateTimeOffset? PairedAt { get; init; }
    }
}
