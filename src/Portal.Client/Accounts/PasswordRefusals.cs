namespace Portal.Client.Accounts;

/// <summary>The sentence under the password field: the same for known and unknown addresses (S29).</summary>
internal static class PasswordRefusals
{
    public static string Of(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.Refused => "Address and password do not fit together. Check both.",
        SignInOutcome.Resting => "Too many tries. Wait a minute, then try again.",
        SignInOutcome.SignedIn or SignInOutcome.SecondFactor => "",
    };
}
