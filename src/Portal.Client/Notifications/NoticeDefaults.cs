using Portal.Client.Accounts;

namespace Portal.Client.Notifications;

/// <summary>Who is told of what, and how, until the person chooses otherwise: the loudness of the design.</summary>
public static class NoticeDefaults
{
    /// <param name="kind">Of what.</param>
    /// <param name="channel">How.</param>
    /// <param name="role">In that household: viewers are told what they ask to be told.</param>
    /// <param name="isKeyBox">At a key box nobody opens by hand who has not been let in.</param>
    public static bool IsOn(NoticeKind kind, NoticeChannel channel, MemberRole role, bool isKeyBox) => role != MemberRole.Viewer && kind switch
    {
        NoticeKind.Alarm or NoticeKind.Request or NoticeKind.Trouble or NoticeKind.Readiness => true,
        NoticeKind.WhileOffline => channel == NoticeChannel.Push,
        NoticeKind.OpenedByHand => isKeyBox && channel == NoticeChannel.Push,
        NoticeKind.ApprovedByRule or NoticeKind.Delivered or NoticeKind.NotDelivered or NoticeKind.Denied => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>Whether it goes out in quiet hours too.</summary>
    public static bool GoesThroughQuietHours(NoticeKind kind) => kind == NoticeKind.Alarm;
}
