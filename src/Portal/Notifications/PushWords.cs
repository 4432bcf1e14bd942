using Portal.Accounts;

namespace Portal.Notifications;

/// <summary>What is said about push itself, and not by it.</summary>
internal static class PushWords
{
    /// <summary>A browser that was told is told no more.</summary>
    public static OutgoingMail Gone(string email, string browser) => new(
        email,
        $"{browser} is not told any more",
        $"""
        {browser} takes no messages from Portal any more: it was reset, or notifications were switched off there.

        Alarms still reach you in the other ways that you chose. To be told there again, open Portal in that browser:
        Settings, Notifications, this browser.

        """.ReplaceLineEndings("\n"));
}
