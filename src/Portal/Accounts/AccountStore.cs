using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Where ASP.NET Core Identity keeps accounts. Split by what is kept; every statement stands beside the method that runs it.</summary>
internal sealed partial class AccountStore : IUserStore<Account>
{
    private const string Columns =
        """
        id, name, email, email_normalized, email_confirmed, password_hash, security_stamp, concurrency_stamp, two_factor_enabled,
        authenticator_key_sealed, lockout_enabled, access_failed_count, lockout_ends_at, created_at, language
        """;

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly SessionStore _sessions;
    private readonly AuthenticatorKeys _keys;

    public AccountStore(Database database, TimeProvider time, SessionStore sessions, AuthenticatorKeys keys)
    {
        _database = database;
        _time = time;
        _sessions = sessions;
        _keys = keys;
    }

    /// <summary>Inserts an account unless its e-mail address is taken; false when it is.</summary>
    public static bool TryInsert(Transaction tx, Account account) =>
        tx.Connection.Execute(
            """
            INSERT INTO account (id, name, email, email_normalized, email_confirmed, password_hash, security_stamp, concurrency_stamp,
                                 two_factor_enabled, authenticator_key_sealed, lockout_enabled, access_failed_count, lockout_ends_at,
                                 created_at, language)
            VALUES (@Id, @Name, @Email, @EmailNormalized, @EmailConfirmed, @PasswordHash, @SecurityStamp, @ConcurrencyStamp,
                    @TwoFactorEnabled, @AuthenticatorKeySealed, @LockoutEnabled, @AccessFailedCount, @LockoutEndsAt, @CreatedAt, @Language)
            ON CONFLICT (email_normalized) DO NOTHING
            """,
            account) == 1;

    public static Account? Find(DbConnection connection, AccountId id) =>
        connection.QuerySingleOrDefault<Account>($"SELECT {Columns} FROM account WHERE id = @id", new { id });

    /// <summary>Changes with whatever signs everybody out; null for no account.</summary>
    public static string? SecurityStampOf(DbConnection connection, AccountId id) =>
        connection.ExecuteScalar<string?>("SELECT security_stamp FROM account WHERE id = @id", new { id });

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        user.ConcurrencyStamp = NewStamp();
        return await _database.WriteAsync(tx => TryInsert(tx, user), cancellationToken)
            ? IdentityResult.Success
            : Failed("DuplicateEmail", "The address is taken.");
    }

    /// <summary>Writes what changed. A changed security stamp ends every session of the account in the same transaction (S26).</summary>
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var next = NewStamp();
        var updated = await _database.WriteAsync(
            tx =>
            {
                if (SecurityStampOf(tx.Connection, user.Id) != user.SecurityStamp)
                    _sessions.EndAll(tx, user.Id, now);
                return Update(tx, user, next);
            },
            cancellationToken);
        if (!updated)
            return Failed("ConcurrencyFailure", "The account was changed meanwhile.");
        user.ConcurrencyStamp = next;
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            tx => tx.Connection.Execute("DELETE FROM account WHERE id = @Id", new { user.Id }), cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        PortalId.TryParse<AccountId>(userId, out var id)
            ? await _database.ReadAsync(connection => Find(connection, id), cancellationToken)
            : null;

    // The e-mail address is the user name.
    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.Value);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        GetNormalizedEmailAsync(user, cancellationToken);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        SetNormalizedEmailAsync(user, normalizedName, cancellationToken);

    public void Dispose()
    {
        // Identity asks its stores to be disposable; this one holds nothing.
    }

    private static bool Update(Transaction tx, Account account, string nextStamp) =>
        tx.Connection.Execute(
            """
            UPDATE account
            SET name = @Name, email = @Email, email_normalized = @EmailNormalized, email_confirmed = @EmailConfirmed,
                password_hash = @PasswordHash, security_stamp = @SecurityStamp, concurrency_stamp = @nextStamp,
                two_factor_enabled = @TwoFactorEnabled, authenticator_key_sealed = @AuthenticatorKeySealed,
                lockout_enabled = @LockoutEnabled, access_failed_count = @AccessFailedCount, lockout_ends_at = @LockoutEndsAt
            WHERE id = @Id AND concurrency_stamp = @ConcurrencyStamp
            """,
            new
            {
                account.Id,
                account.Name,
                account.Email,
                account.EmailNormalized,
                account.EmailConfirmed,
                account.PasswordHash,
                account.SecurityStamp,
                account.ConcurrencyStamp,
                account.TwoFactorEnabled,
                account.AuthenticatorKeySealed,
                account.LockoutEnabled,
                account.AccessFailedCount,
                account.LockoutEndsAt,
                nextStamp,
            }) == 1;

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static IdentityResult Failed(string code, string description) =>
        IdentityResult.Failed(new IdentityError { Code = code, Description = description });
}
