using Portal.Client.Accounts;

namespace Portal.Client.Notifications;

/// <summary>Who is told of what, and how, until the person chooses otherwise: the loudness of the design.</summary>
public static class NoticeDefaults
{
    /// <param name="kind">Of what.</param>
    /// <param name="channel">How.</param>
    /// <param name="role">In that household: viewers are told what they ask to be told.</param>
    public static bool IsOn(NoticeKind kind, NoticeChannel channel, MemberRole role) => kind switch
    {
        // Whether at all is asked at each access point; this is only the way.
        NoticeKind.OpenedByHand => channel == NoticeChannel.Push,
        _ when role == MemberRole.Viewer => false,
        NoticeKind.Alarm or NoticeKind.Request or NoticeKind.Trouble or NoticeKind.Readiness => true,
        NoticeKind.WhileOffline => channel == NoticeChannel.Push,
        NoticeKind.ApprovedByRule or NoticeKind.Delivered or NoticeKind.NotDelivered or NoticeKind.Denied => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>Whether it goes out in quiet hours too.</summary>
    public static bool GoesThroughQuietHours(NoticeKind kind) => kind == NoticeKind.Alarm;
}
