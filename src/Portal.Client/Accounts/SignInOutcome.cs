namespace Portal.Client.Accounts;

/// <summary>The answer to an e-mail address and a password: the same for addresses that are known and that are not (S29).</summary>
public enum SignInOutcome
{
    SignedIn,

    /// <summary>They fit, and the second factor is asked for now.</summary>
    SecondFactor,

    /// <summary>They do not fit.</summary>
    Refused,

    /// <summary>Too many tries with this address: it rests for a minute.</summary>
    Resting,
}
