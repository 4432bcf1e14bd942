using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Portal.Client.Accounts;
using Portal.Storage;

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
        user.AuthenticatorKeySealed = _keys.Seal(key);
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKeySealed is { } key ? _keys.Open(key) : null);

    public static void SaveAuthenticatorKey(Transaction tx, AccountId account, string sealedKey) =>
        tx.Connection.Execute(
            "UPDATE account SET authenticator_key_sealed = @sealedKey, concurrency_stamp = @stamp WHERE id = @account",
            new { account, sealedKey, stamp = NewStamp() });

    /// <summary>Switched off, the key goes too: the next setting up makes another.</summary>
    public static void SaveTwoFactor(Transaction tx, AccountId account, bool isOn) =>
        tx.Connection.Execute(
            """
            UPDATE account
            SET two_factor_enabled = @isOn, concurrency_stamp = @stamp,
                authenticator_key_sealed = CASE WHEN @isOn THEN authenticator_key_sealed END
            WHERE id = @account
            """,
            new { account, isOn, stamp = NewStamp() });

    /// <summary>Takes the code of a step; false when that one or a later one was taken before.</summary>
    public static bool TryUseStep(Transaction tx, AccountId account, long step) =>
        tx.Connection.Execute("UPDATE account SET totp_step = @step WHERE id = @account AND totp_step < @step", new { account, step }) == 1;

    public static void ReplaceCodes(Transaction tx, AccountId account, IEnumerable<string> codes)
    {
        tx.Connection.Execute("DELETE FROM account_recovery_code WHERE account_id = @account", new { account });
        tx.Connection.Execute(
            "INSERT INTO account_recovery_code (account_id, code_hash) VALUES (@account, @hash)",
            codes.Select(code => new { account, hash = RecoveryCodes.Hash(code) }));
    }

    /// <summary>Uses a recovery code up; false when it is none of the account's.</summary>
    public static bool TryUseCode(Transaction tx, AccountId account, string code) =>
        tx.Connection.Execute(
            "DELETE FROM account_recovery_code WHERE account_id = @account AND code_hash = @hash",
            new { account, hash = RecoveryCodes.Hash(code) }) == 1;

    public static int CountCodes(DbConnection connection, AccountId account) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM account_recovery_code WHERE account_id = @account", new { account });

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        var codes = recoveryCodes.ToList();
        return _database.WriteAsync(tx => ReplaceCodes(tx, user.Id, codes), cancellationToken);
    }

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) =>
        _database.WriteAsync(tx => TryUseCode(tx, user.Id, code), cancellationToken);

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => CountCodes(connection, user.Id), cancellationToken);
}
