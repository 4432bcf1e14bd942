using Portal.Accounts;
using Portal.Client;
using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>What is said about push itself, and on its buttons.</summary>
internal static class PushWords
{
    /// <summary>A browser that was told is told no more.</summary>
    public static OutgoingMail Gone(string email, string browser, string? language)
    {
        using var spoken = Languages.Speak(language);
        return new OutgoingMail(email, NotificationText.FormatBrowserGone(browser), NotificationText.FormatBrowserGoneText(browser));
    }

    /// <summary>What can be answered on a message, as its button says it.</summary>
    public static string Of(NoticeAct act) => act switch
    {
        NoticeAct.Approve => NotificationText.Approve,
        NoticeAct.Decline => NotificationText.Decline,
        NoticeAct.Acknowledge => NotificationText.Acknowledge,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };
}
