using Microsoft.AspNetCore.Identity;

namespace Portal.Accounts;

/// <summary>
/// Hashes and compares passwords: always one hash a try, known address or not (S29), and never more at once than there are processors,
/// so that a flood of tries cannot starve the doors.
/// </summary>
internal sealed class Passwords(IPasswordHasher<Account> hasher) : IDisposable
{
    private static readonly Account Nobody = new();
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    private readonly Lazy<string> _dummy = new(() => hasher.HashPassword(Nobody, Secrets.New()));

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => hasher.HashPassword(Nobody, password), cancellationToken);

    /// <summary>Whether the password is the account's; for no account, or one without a password, false after the same work.</summary>
    public Task<bool> FitsAsync(Account? account, string password, CancellationToken cancellationToken)
    {
        var hash = account?.PasswordHash ?? _dummy.Value;
        return InTurnAsync(
            () => hasher.VerifyHashedPassword(account ?? Nobody, hash, password) != PasswordVerificationResult.Failed
                && account?.PasswordHash is not null,
            cancellationToken);
    }

    public void Dispose() => _turns.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            _turns.Release();
        }
    }
}
