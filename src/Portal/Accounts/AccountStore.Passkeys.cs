using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <content>Passkeys, found by their credential id.</content>
internal sealed partial class AccountStore : IUserPasskeyStore<Account>
{
    private const string PasskeyColumns =
        """
        credential_id, account_id, name, public_key, sign_count, transports, is_user_verified, is_backup_eligible, is_backed_up,
        attestation_object, client_data_json, created_at
        """;

    /// <summary>Adds a passkey; false when there is one of that credential, of whomever.</summary>
    public static bool TryAddPasskey(Transaction tx, AccountId account, UserPasskeyInfo passkey) =>
        tx.Connection.Execute(
            """
            INSERT INTO account_passkey (id, credential_id, account_id, name, public_key, sign_count, transports, is_user_verified,
                                         is_backup_eligible, is_backed_up, attestation_object, client_data_json, created_at)
            VALUES (@id, @CredentialId, @account, @Name, @PublicKey, @SignCount, @transports, @IsUserVerified,
                    @IsBackupEligible, @IsBackedUp, @AttestationObject, @ClientDataJson, @CreatedAt)
            ON CONFLICT (credential_id) DO NOTHING
            """,
            new
            {
                id = PortalId.New<PasskeyId>(passkey.CreatedAt),
                account,
                passkey.CredentialId,
                passkey.Name,
                passkey.PublicKey,
                SignCount = (long)passkey.SignCount,
                transports = string.Join(' ', passkey.Transports ?? []),
                passkey.IsUserVerified,
                passkey.IsBackupEligible,
                passkey.IsBackedUp,
                passkey.AttestationObject,
                passkey.ClientDataJson,
                passkey.CreatedAt,
            }) == 1;

    /// <summary>Writes its new counter and flags after a use; false when the account has no such passkey any more (S26).</summary>
    public static bool TryUsePasskey(Transaction tx, AccountId account, UserPasskeyInfo passkey, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            UPDATE account_passkey
            SET name = coalesce(@Name, name), sign_count = @SignCount, is_user_verified = @IsUserVerified, is_backed_up = @IsBackedUp, used_at = @now
            WHERE credential_id = @CredentialId AND account_id = @account
            """,
            new
            {
                account,
                now,
                passkey.CredentialId,
                passkey.Name,
                SignCount = (long)passkey.SignCount,
                passkey.IsUserVerified,
                passkey.IsBackedUp,
            }) == 1;

    public static int CountPasskeys(DbConnection connection, AccountId account) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM account_passkey WHERE account_id = @account", new { account });

    /// <summary>The account's passkeys in the order in which they were made.</summary>
    public static IReadOnlyList<PasskeyView> PasskeysOf(DbConnection connection, AccountId account) =>
        connection.Query<(PasskeyId Id, string? Name, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt)>(
                "SELECT id, name, created_at, used_at FROM account_passkey WHERE account_id = @account ORDER BY created_at, id", new { account })
            .Select(row => new PasskeyView(row.Id, row.Name ?? "", row.CreatedAt, row.UsedAt))
            .ToList();

    /// <summary>False when the account has no such passkey.</summary>
    public static bool TryRenamePasskey(Transaction tx, AccountId account, PasskeyId id, string name) =>
        tx.Connection.Execute(
            "UPDATE account_passkey SET name = @name WHERE id = @id AND account_id = @account", new { account, id, name }) == 1;

    /// <summary>False when the account has no such passkey.</summary>
    public static bool TryRemovePasskey(Transaction tx, AccountId account, PasskeyId id) =>
        tx.Connection.Execute("DELETE FROM account_passkey WHERE id = @id AND account_id = @account", new { account, id }) == 1;

    public static void RemovePasskeys(Transaction tx, AccountId account) =>
        tx.Connection.Execute("DELETE FROM account_passkey WHERE account_id = @account", new { account });

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return _database.WriteAsync(tx => TryUsePasskey(tx, user.Id, passkey, now) || TryAddPasskey(tx, user.Id, passkey), cancellationToken);
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        _database.ReadAsync<IList<UserPasskeyInfo>>(
            connection => connection.Query<PasskeyRow>(
                    $"SELECT {PasskeyColumns} FROM account_passkey WHERE account_id = @Id ORDER BY created_at", new { user.Id })
                .Select(row => row.ToInfo())
                .ToList(),
            cancellationToken);

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            connection => connection.QuerySingleOrDefault<Account>(
                $"SELECT {Columns} FROM account WHERE id = (SELECT account_id FROM account_passkey WHERE credential_id = @credentialId)",
                new { credentialId }),
            cancellationToken);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            connection => connection.QuerySingleOrDefault<PasskeyRow>(
                $"SELECT {PasskeyColumns} FROM account_passkey WHERE account_id = @Id AND credential_id = @credentialId",
                new { user.Id, credentialId })?.ToInfo(),
            cancellationToken);

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            tx => tx.Connection.Execute(
                "DELETE FROM account_passkey WHERE account_id = @Id AND credential_id = @credentialId", new { user.Id, credentialId }),
            cancellationToken);

    private sealed class PasskeyRow
    {
        public byte[] CredentialId { get; init; } = [];

        public AccountId AccountId { get; init; }

        public string? Name { get; init; }

        public byte[] PublicKey { get; init; } = [];

        public long SignCount { get; init; }

        public string Transports { get; init; } = "";

        public bool IsUserVerified { get; init; }

        public bool IsBackupEligible { get; init; }

        public bool IsBackedUp { get; init; }

        public byte[] AttestationObject { get; init; } = [];

        public byte[] ClientDataJson { get; init; } = [];

        public DateTimeOffset CreatedAt { get; init; }

        public UserPasskeyInfo ToInfo() => new(
            CredentialId,
            PublicKey,
            CreatedAt,
            checked((uint)SignCount),
            Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            IsUserVerified,
            IsBackupEligible,
            IsBackedUp,
            AttestationObject,
            ClientDataJson)
        {
            Name = Name,
        };
    }
}
