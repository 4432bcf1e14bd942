using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>A member who may have to be told, with what that person chose.</summary>
internal sealed class NoticePerson
{
    public AccountId Account { get; init; }

    public string MemberRole { get; init; } = "";

    public string Email { get; init; } = "";

    public bool EmailConfirmed { get; init; }

    /// <summary>In which the person is written to: a code of <see cref="Languages.All"/>; null where none is known.</summary>
    public string? Language { get; init; }

    /// <summary>What was chosen for the kind; null where nothing was.</summary>
    public bool? Push { get; init; }

    public bool? Mail { get; init; }

    public int? FromMinute { get; init; }

    public int? UntilMinute { get; init; }

    public string? TimeZone { get; init; }

    public string HouseholdZone { get; init; } = "";

    public MemberRole Role => Words.Parse<MemberRole>(MemberRole);

    public bool MayAnswer => Role.MayAnswer;

    /// <summary>By which clock the person lives, as far as it is known (IANA).</summary>
    public string Zone => TimeZone ?? HouseholdZone;

    public QuietHours? Quiet => NoticeChoiceStore.Hours(FromMinute, UntilMinute, TimeZone);

    /// <summary>Everybody who belongs to a household now; of an opening by hand, who is to be told of those at this access point.</summary>
    public static IReadOnlyList<NoticePerson> Of(DbConnection connection, HouseholdId household, NoticeKind kind, AccessPointId? accessPoint) =>
        connection.Query<NoticePerson>(
            """
            SELECT member.account_id AS account, member.role AS member_role, account.email, account.email_confirmed, account.language,
                   push.is_on AS push, mail.is_on AS mail, quiet_hours.from_minute, quiet_hours.until_minute, quiet_hours.time_zone,
                   household.time_zone AS household_zone
            FROM member JOIN account ON account.id = member.account_id JOIN household ON household.id = member.household_id
            LEFT JOIN notice_choice push ON push.account_id = account.id AND push.kind = @kind AND push.channel = 'push'
            LEFT JOIN notice_choice mail ON mail.account_id = account.id AND mail.kind = @kind AND mail.channel = 'mail'
            LEFT JOIN quiet_hours ON quiet_hours.account_id = account.id
            WHERE member.household_id = @household
              AND (@kind <> 'opened_by_hand'
                   OR EXISTS (SELECT 1 FROM hand_opening_told told
                              WHERE told.account_id = account.id AND told.access_point_id = @accessPoint AND told.is_told))
            """,
            new { household, kind = Words.Of(kind), accessPoint }).AsList();

    /// <summary>Whether this person is told in this way.</summary>
    public bool IsTold(NoticeKind kind, NoticeChannel channel) =>
        (channel == NoticeChannel.Push ? Push : Mail) ?? NoticeDefaults.IsOn(kind, channel, Role);

    /// <summary>When this person may be told something of now.</summary>
    public DateTimeOffset NotBefore(NoticeKind kind, DateTimeOffset now) =>
        NoticeDefaults.GoesThroughQuietHours(kind) || Quiet is not { } quiet ? now : quiet.NotBefore(now);
}
