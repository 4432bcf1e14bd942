using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Portal.Accounts;

/// <content>The second factor: an authenticator's key, sealed, and recovery codes, hashed; each code works once.</content>
internal sealed partial class AccountStore
    : IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>
{
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken)
    {
        user.TwoFactorEnabled = enabled;
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
    {
        user.AuthenticatorKeySealed = _authenticatorKeys.Protect(key);
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKeySealed is { } key ? _authenticatorKeys.Unprotect(key) : null);

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        var hashes = recoveryCodes.Select(code => new { user.Id, hash = Secrets.Hash(code) }).ToList();
        return _database.WriteAsync(
            tx =>
            {
                tx.Connection.Execute("DELETE FROM account_recovery_code WHERE account_id = @Id", new { user.Id });
                tx.Connection.Execute("INSERT INTO account_recovery_code (account_id, code_hash) VALUES (@Id, @hash)", hashes);
            },
            cancellationToken);
    }

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            tx => tx.Connection.Execute(
                "DELETE FROM account_recovery_code WHERE account_id = @Id AND code_hash = @hash",
                new { user.Id, hash = Secrets.Hash(code) }) == 1,
            cancellationToken);

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            connection => connection.ExecuteScalar<int>(
                "SELECT count(*) FROM account_recovery_code WHERE account_id = @Id", new { user.Id }),
            cancellationToken);
}
