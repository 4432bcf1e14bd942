namespace Portal.Client.Notifications;

/// <summary>What became of a tap on the page of notifications; never more than is known.</summary>
internal static class NoticeAnswers
{
    public static string? Of(AddBrowserOutcome outcome) => outcome switch
    {
        AddBrowserOutcome.Added => null,
        AddBrowserOutcome.NotUsable => "Not turned on: Portal cannot reach the push service that this browser uses.",
        AddBrowserOutcome.SignedOut => "Not turned on: you are not signed in any more. Sign in, then turn it on.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    public static string OfPush(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Shown => "It arrived: this browser said that it showed the test.",
        TestOutcome.Taken => "The push service took the test, and the browser has not said that it showed it. It may be off, or keep notifications back.",
        TestOutcome.Waiting => "The push service has not taken the test yet.",
        TestOutcome.Failed => "The test did not get through to the push service.",
        TestOutcome.NotFound => "This browser is not on any more. Turn it on again.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    public static string OfMail(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Shown or TestOutcome.Taken => "The mail server took the test. Whether it arrived only you can see.",
        TestOutcome.Waiting => "The mail server has not taken the test yet.",
        TestOutcome.Failed => "The mail server did not take the test.",
        TestOutcome.NotFound => "Your address has to be confirmed first.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    /// <summary>Why mail does not arrive.</summary>
    public static string Of(MailFault fault) => fault switch
    {
        MailFault.NoServer => "No mail server is set up for this portal, so no mail is sent.",
        MailFault.NotReached => "The mail server cannot be reached.",
        MailFault.NotTaken => "The mail server does not take it now.",
        MailFault.AddressRefused => "The mail server says that it does not know this address.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };

    /// <summary>Why messages do not reach a browser.</summary>
    public static string Of(PushFault fault) => fault switch
    {
        PushFault.NotReached => "its push service cannot be reached",
        PushFault.NotTaken => "its push service does not take messages now",
        PushFault.Refused => "its push service refuses them: turn it off and on again there",
        PushFault.Gone => "it takes none any more",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };
}
