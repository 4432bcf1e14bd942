namespace Portal.Client.Accounts;

/// <summary>The sentence under the password field: the same for known and unknown addresses (S29).</summary>
internal static class PasswordRefusals
{
    public static string Of(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.Refused => AccountsText.SignInRefused,
        SignInOutcome.Resting => AccountsText.Resting,
        SignInOutcome.SignedIn or SignInOutcome.SecondFactor => "",
    };
}
