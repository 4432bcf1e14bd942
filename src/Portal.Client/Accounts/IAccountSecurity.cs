namespace Portal.Client.Accounts;

/// <summary>How the signed-in person signs in, and where: only ever the own account.</summary>
public interface IAccountSecurity
{
    /// <summary>All of it; null for nobody.</summary>
    Task<SecurityView?> FindAsync(CancellationToken cancellationToken);

    Task<SecurityOutcome> RenamePasskeyAsync(PasskeyId passkey, string name, CancellationToken cancellationToken);

    /// <summary>Forgets a passkey, unless it is the only way in: whoever signed in recently.</summary>
    Task<SecurityOutcome> RemovePasskeyAsync(PasskeyId passkey, CancellationToken cancellationToken);

    /// <summary>Signs one browser of the account out; its pages close within seconds (S26).</summary>
    Task<SecurityOutcome> EndSessionAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Signs every browser of the account out but this one.</summary>
    Task EndOtherSessionsAsync(CancellationToken cancellationToken);

    /// <summary>Sets the password, and signs the other browsers out: whoever signed in recently.</summary>
    Task<PasswordChange> ChangePasswordAsync(string password, CancellationToken cancellationToken);
}

/// <summary>What became of a change to how somebody signs in.</summary>
public enum SecurityOutcome
{
    Done,

    /// <summary>There is no such thing, or not of this account.</summary>
    NotFound,

    /// <summary>Confirm first that it is you (S25).</summary>
    SignInAgain,

    /// <summary>What was sent does not do.</summary>
    Refused,

    /// <summary>It is no address that mail can go to.</summary>
    NoAddress,

    /// <summary>Without it nobody could sign in to the account.</summary>
    LastWayIn,

    /// <summary>Asked too often: it rests for a minute.</summary>
    Resting,

    /// <summary>The account was recovered less than a day ago (S24).</summary>
    Held,
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Fault">What is wrong with the new password.</param>
public sealed record PasswordChange(SecurityOutcome Outcome, string? Fault = null);
