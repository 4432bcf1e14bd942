namespace Portal.Accounts;

/// <summary>What changed, as the word in the entry; never what it was changed to.</summary>
internal enum SecurityChange
{
    PasskeyAdded,
    PasskeyRemoved,
    PasswordChanged,
    SecondFactorOn,
    SecondFactorOff,
    RecoveryCodesMade,
    Recovered,
    EmailChanged,
    TokenMade,
}
