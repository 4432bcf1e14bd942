namespace Portal.Client.Accounts;

/// <summary>Answers about signing in, in words.</summary>
internal static class SecurityWords
{
    public static string PasskeyNotMade => AccountsText.PasskeyNotMade;

    public static string ExportBusy => AccountsText.ExportBusy;

    public static string PasskeyRefused => AccountsText.PasskeyRefused;

    /// <summary>Why it was not done; null when it was.</summary>
    public static string? Fault(SecurityOutcome outcome) => outcome switch
    {
        SecurityOutcome.Done => null,
        SecurityOutcome.NotFound => AccountsText.ItIsGone,
        SecurityOutcome.SignInAgain => AccountsText.ConfirmFirst,
        SecurityOutcome.Refused => AccountsText.WhatWasWrittenDoesNotDo,
        SecurityOutcome.NoAddress => AccountsText.NoAddress,
        SecurityOutcome.Resting => AccountsText.RestingMail,
        SecurityOutcome.Held => AccountsText.NotYetRecovered,
        SecurityOutcome.LastWayIn => AccountsText.LastWayIn,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
