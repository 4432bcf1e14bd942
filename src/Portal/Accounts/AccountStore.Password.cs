using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <content>The password, the e-mail address, and the stamp that changes with them.</content>
internal sealed partial class AccountStore : IUserPasswordStore<Account>, IUserEmailStore<Account>, IUserSecurityStampStore<Account>
{
    /// <summary>A new password for an account; what else the account can do stays.</summary>
    public static void SavePassword(Transaction tx, AccountId account, string hash) =>
        tx.Connection.Execute(
            "UPDATE account SET password_hash = @hash, security_stamp = @stamp, concurrency_stamp = @stamp WHERE id = @account",
            new { account, hash, stamp = NewStamp() });

    public static Account? FindByEmail(DbConnection connection, string normalizedEmail) =>
        connection.QuerySingleOrDefault<Account>(
            $"SELECT {Columns} FROM account WHERE email_normalized = @normalizedEmail", new { normalizedEmail });

    public static bool IsTaken(DbConnection connection, string normalizedEmail) => FindByEmail(connection, normalizedEmail) is not null;

    /// <summary>False when the account has another address by now.</summary>
    public static bool TryConfirmEmail(Transaction tx, AccountId account, string email) =>
        tx.Connection.Execute(
            "UPDATE account SET email_confirmed = 1, concurrency_stamp = @stamp WHERE id = @account AND email = @email",
            new { account, email, stamp = NewStamp() }) == 1;

    /// <summary>An address that was proved.</summary>
    public static void SaveEmail(Transaction tx, AccountId account, string email, string normalizedEmail) =>
        tx.Connection.Execute(
            """
            UPDATE account SET email = @email, email_normalized = @normalizedEmail, email_confirmed = 1, concurrency_stamp = @stamp
            WHERE id = @account
            """,
            new { account, email, normalizedEmail, stamp = NewStamp() });

    public Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => FindByEmail(connection, normalizedEmail), cancellationToken);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken)
    {
        user.Email = email ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.EmailConfirmed);

    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancellationToken)
    {
        user.EmailConfirmed = confirmed;
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.EmailNormalized);

    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancellationToken)
    {
        user.EmailNormalized = normalizedEmail ?? "";
        return Task.CompletedTask;
    }

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);
}
