namespace Portal.Client.Accounts;

/// <summary>Answers about signing in, in words.</summary>
internal static class SecurityWords
{
    public const string PasskeyNotMade = "No passkey was made. Try again; the one of another person, or one that is here already, does not do.";

    public const string PasskeyRefused = "This passkey opens no account here. Try another one, or your password.";

    /// <summary>Why it was not done; null when it was.</summary>
    public static string? Fault(SecurityOutcome outcome) => outcome switch
    {
        SecurityOutcome.Done => null,
        SecurityOutcome.NotFound => "It is not there any more. What you see now is how it stands.",
        SecurityOutcome.SignInAgain => "Confirm first that it is you: you last did more than 5 minutes ago.",
        SecurityOutcome.Refused => "Not done: what was written does not do.",
        SecurityOutcome.Resting => "Not sent: a few were on their way already. Wait a minute, then try again.",
        SecurityOutcome.Held => "Not yet: your account was recovered less than 24 h ago.",
        SecurityOutcome.LastWayIn => "Not done: you could not sign in any more. Set a password or make another passkey first.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
