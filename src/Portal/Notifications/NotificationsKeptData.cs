using Portal.Accounts;

namespace Portal.Notifications;

/// <summary>What a person chose to be told, where, and when not.</summary>
internal sealed class NotificationsKeptData : IKeptData
{
    public IReadOnlyList<KeptTable> Tables { get; } =
    [
        new("notice_choices", "SELECT kind, channel, is_on FROM notice_choice WHERE account_id = @account ORDER BY kind, channel"),
        new("quiet_hours", "SELECT from_minute, until_minute, time_zone FROM quiet_hours WHERE account_id = @account"),
        new(
            "push_browsers",
            "SELECT id, browser, made_at, taken_at, heard_at FROM push_subscription WHERE account_id = @account ORDER BY made_at"),
        new("calendar_feeds", "SELECT household_id, made_at, read_at FROM calendar_feed WHERE account_id = @account ORDER BY made_at"),
        new(
            "access_reviews",
            $"SELECT household_id, reviewed_by, reviewed_at FROM access_review WHERE household_id IN {KeptTable.Owned}"),
    ];
}
