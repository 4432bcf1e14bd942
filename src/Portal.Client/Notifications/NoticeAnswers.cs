namespace Portal.Client.Notifications;

/// <summary>What became of a tap on the page of notifications; never more than is known.</summary>
internal static class NoticeAnswers
{
    public static string? Of(AddBrowserOutcome outcome) => outcome switch
    {
        AddBrowserOutcome.Added => null,
        AddBrowserOutcome.NotUsable => NotificationsText.BrowserNotUsable,
        AddBrowserOutcome.SignedOut => NotificationsText.BrowserSignedOut,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    /// <param name="reason">In the browser's words; null where it gave none.</param>
    public static string NotTurnedOn(string? reason) =>
        reason is null ? NotificationsText.NotTurnedOnNoReason : NotificationsText.FormatNotTurnedOn(reason);

    public static string OfPush(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Shown => NotificationsText.PushTestShown,
        TestOutcome.Taken => NotificationsText.PushTestTaken,
        TestOutcome.Waiting => NotificationsText.PushTestWaiting,
        TestOutcome.Failed => NotificationsText.PushTestFailed,
        TestOutcome.NotFound => NotificationsText.PushTestNotFound,
        TestOutcome.Resting => NotificationsText.TestResting,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    public static string OfMail(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Shown or TestOutcome.Taken => NotificationsText.MailTestTaken,
        TestOutcome.Waiting => NotificationsText.MailTestWaiting,
        TestOutcome.Failed => NotificationsText.MailTestNotTaken,
        TestOutcome.NotFound => NotificationsText.MailNeedsConfirming,
        TestOutcome.Resting => NotificationsText.TestResting,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    /// <summary>Why mail does not arrive.</summary>
    public static string Of(MailFault fault) => fault switch
    {
        MailFault.NoServer => NotificationsText.MailNoServer,
        MailFault.NotReached => NotificationsText.MailNotReached,
        MailFault.NotTaken => NotificationsText.MailNotTaken,
        MailFault.AddressRefused => NotificationsText.MailRefused,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };

    /// <summary>Why messages do not reach a browser.</summary>
    public static string Of(PushFault fault) => fault switch
    {
        PushFault.NotReached => NotificationsText.PushNotReached,
        PushFault.NotTaken => NotificationsText.PushNotTaken,
        PushFault.Refused => NotificationsText.PushRefused,
        PushFault.Gone => NotificationsText.PushGone,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };
}
