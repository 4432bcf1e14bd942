using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The statements about what a person chose.</summary>
internal static class NoticeChoiceStore
{
    public static void Choose(Transaction tx, AccountId account, NoticeKind kind, NoticeChannel channel, bool on) =>
        tx.Connection.Execute(
            """
            INSERT INTO notice_choice (account_id, kind, channel, is_on) VALUES (@account, @kind, @channel, @on)
            ON CONFLICT (account_id, kind, channel) DO UPDATE SET is_on = excluded.is_on
            """,
            new { account, kind = Words.Of(kind), channel = Words.Of(channel), on });

    public static void SetQuietHours(Transaction tx, AccountId account, QuietHours? hours)
    {
        tx.Connection.Execute("DELETE FROM quiet_hours WHERE account_id = @account", new { account });
        if (hours is not null)
        {
            tx.Connection.Execute(
                "INSERT INTO quiet_hours (account_id, from_minute, until_minute, time_zone) VALUES (@account, @from, @until, @TimeZone)",
                new { account, from = MinuteOf(hours.From), until = MinuteOf(hours.Until), hours.TimeZone });
        }
    }

    /// <summary>Who it is, and when that person is not to be disturbed.</summary>
    public static NoticeOwner? Find(DbConnection connection, AccountId account) =>
        connection.QuerySingleOrDefault<NoticeOwner>(
            """
            SELECT account.email, account.email_confirmed, quiet_hours.from_minute, quiet_hours.until_minute, quiet_hours.time_zone,
                   (SELECT household.time_zone FROM member JOIN household ON household.id = member.household_id
                    WHERE member.account_id = account.id ORDER BY member.joined_at, household.id LIMIT 1) AS household_zone,
                   (SELECT member.role FROM member WHERE member.account_id = account.id ORDER BY member.joined_at, member.household_id LIMIT 1) AS role
            FROM account LEFT JOIN quiet_hours ON quiet_hours.account_id = account.id
            WHERE account.id = @account
            """,
            new { account });

    /// <summary>What was chosen otherwise than the defaults.</summary>
    public static IReadOnlyDictionary<(NoticeKind Kind, NoticeChannel Channel), bool> List(DbConnection connection, AccountId account) =>
        connection.Query<(string Kind, string Channel, bool IsOn)>(
                "SELECT kind, channel, is_on FROM notice_choice WHERE account_id = @account", new { account })
            .ToDictionary(row => (Words.Parse<NoticeKind>(row.Kind), Words.Parse<NoticeChannel>(row.Channel)), row => row.IsOn);

    /// <summary>The access points at whose openings by hand the person is told, by name.</summary>
    public static IReadOnlyList<string> ByHandAt(DbConnection connection, AccountId account) =>
        connection.Query<string>("SELECT name FROM hand_opening_told WHERE account_id = @account AND is_told ORDER BY name", new { account }).AsList();

    /// <summary>As they stand in a row; null for none.</summary>
    public static QuietHours? Hours(int? from, int? until, string? timeZone) => (from, until, timeZone) is ({ } begin, { } end, { } zone)
        ? new QuietHours(new TimeOnly(begin / 60, begin % 60), new TimeOnly(end / 60, end % 60), zone)
        : null;

    private static int MinuteOf(TimeOnly time) => time.Hour * 60 + time.Minute;
}

/// <summary>Whose choices they are.</summary>
internal sealed class NoticeOwner
{
    public string Email { get; init; } = "";

    public bool EmailConfirmed { get; init; }

    public int? FromMinute { get; init; }

    public int? UntilMinute { get; init; }

    public string? TimeZone { get; init; }

    public string? HouseholdZone { get; init; }

    public string? Role { get; init; }

    public QuietHours? Quiet => NoticeChoiceStore.Hours(FromMinute, UntilMinute, TimeZone);
}
