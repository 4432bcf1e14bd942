using Dapper;
using Microsoft.AspNetCore.Identity;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <content>Passkeys, found by their credential id.</content>
internal sealed partial class AccountStore : IUserPasskeyStore<Account>
{
    private const string PasskeyColumns =
        """
        credential_id, account_id, name, public_key, sign_count, transports, is_user_verified, is_backup_eligible, is_backed_up,
        attestation_object, client_data_json, created_at
        """;

    /// <summary>Adds a passkey, or writes its new counter and flags. A credential never moves to another account.</summary>
    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            tx => tx.Connection.Execute(
                """
                INSERT INTO account_passkey (credential_id, account_id, name, public_key, sign_count, transports, is_user_verified,
                                             is_backup_eligible, is_backed_up, attestation_object, client_data_json, created_at)
                VALUES (@CredentialId, @AccountId, @Name, @PublicKey, @SignCount, @transports, @IsUserVerified,
                        @IsBackupEligible, @IsBackedUp, @AttestationObject, @ClientDataJson, @CreatedAt)
                ON CONFLICT (credential_id) DO UPDATE
                SET name = excluded.name, sign_count = excluded.sign_count, is_user_verified = excluded.is_user_verified,
                    is_backed_up = excluded.is_backed_up
                WHERE account_passkey.account_id = excluded.account_id
                """,
                new
                {
                    passkey.CredentialId,
                    AccountId = user.Id,
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
                }),
            cancellationToken);

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
