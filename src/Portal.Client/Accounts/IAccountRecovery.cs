namespace Portal.Client.Accounts;

/// <summary>The way back in by mail. It never skips the second factor, and unlocking stays off for a day after it (S24).</summary>
public interface IAccountRecovery
{
    /// <summary>Sends a link to the address, if it is an account's and was confirmed; the answer does not tell (S29).</summary>
    Task AskAsync(string email, CancellationToken cancellationToken);

    /// <summary>What the link asks for; null once it has ended.</summary>
    Task<RecoveryView?> FindAsync(string token, CancellationToken cancellationToken);

    Task<RecoveryAnswer> RecoverAsync(string token, string password, string code, CancellationToken cancellationToken);
}

/// <param name="NeedsCode">The account has a second factor.</param>
public sealed record RecoveryView(bool NeedsCode);

/// <param name="Outcome">What became of it.</param>
/// <param name="Fault">What is wrong with the new password.</param>
public sealed record RecoveryAnswer(RecoveryOutcome Outcome, string? Fault = null);

/// <summary>What became of a recovery.</summary>
public enum RecoveryOutcome
{
    Done,

    /// <summary>The link was used, replaced by a newer one, or is over.</summary>
    Gone,

    PasswordRefused,

    CodeRefused,

    /// <summary>Too many wrong codes: it rests for a minute.</summary>
    Resting,
}
