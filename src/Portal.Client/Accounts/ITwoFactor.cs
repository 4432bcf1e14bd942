namespace Portal.Client.Accounts;

/// <summary>
/// The second factor of the signed-in person: an authenticator app, and recovery codes for the day it is lost. Everything here is for
/// whoever proved a short while ago who they are (S25), and answers null otherwise.
/// </summary>
public interface ITwoFactor
{
    /// <summary>A new key to put into an app, shown until it is confirmed; null while a second factor is on.</summary>
    Task<TwoFactorKey?> BeginAsync(CancellationToken cancellationToken);

    /// <summary>The app shows the right code: from now on a password needs one.</summary>
    /// <returns>The recovery codes, shown once; null when the code is not the right one.</returns>
    Task<IReadOnlyList<string>?> TurnOnAsync(string code, CancellationToken cancellationToken);

    /// <summary>New recovery codes in place of the old ones, shown once.</summary>
    Task<IReadOnlyList<string>?> MakeCodesAsync(CancellationToken cancellationToken);

    Task<SecurityOutcome> TurnOffAsync(CancellationToken cancellationToken);
}

/// <param name="Key">In base32, to type.</param>
/// <param name="Uri">The same for a camera.</param>
public sealed record TwoFactorKey(string Key, string Uri);
