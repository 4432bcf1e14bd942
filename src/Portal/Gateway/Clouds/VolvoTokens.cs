using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>
/// What Volvo lets us in with, for each account: sealed in the database (S36), and made anew before it runs out. One at a time for an account,
/// since the token that makes the next one is good once.
/// </summary>
internal sealed class VolvoTokens(Database database, CloudSeal seal, VolvoSignIn signIn, TimeProvider time)
{
    /// <summary>So long before its end a token is made anew.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    private static readonly string Cloud = Words.Of(CloudMaker.Volvo);

    // One for each account that was asked about since the start: as many as there are links.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>A token that is good now. Throws where the owner has to sign in at Volvo again.</summary>
    /// <param name="account">What Volvo knows the account by.</param>
    /// <param name="refused">A token that Volvo did not take, though it should be good; null: none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<string> FindAsync(string account, string? refused, CancellationToken cancellationToken) => InTurnAsync(
        account,
        async () =>
        {
            var kept = await ReadAsync(account, cancellationToken);
            if (kept is not { Refused: false } row)
                throw new CloudException("Volvo wants the owner to sign in again.", CloudAway.SignedOut);
            var token = Open(row);
            return token.EndsAt - Early > time.GetUtcNow() && token.Access != refused ? token.Access : await RefreshAsync(account, token);
        },
        cancellationToken);

    /// <summary>From the commit on, calls for the account go with this one.</summary>
    public void Keep(Transaction tx, string account, VolvoToken token) => tx.Connection.Execute(
        """
        INSERT INTO maker_token (cloud, account_hash, sealed) VALUES (@Cloud, @hash, @closed)
        ON CONFLICT (cloud, account_hash) DO UPDATE SET sealed = excluded.sealed, refused = 0
        """,
        new { Cloud, hash = Hash(account), closed = seal.Close(JsonSerializer.Serialize(token)) });

    /// <summary>Volvo is asked to forget it; only then it is deleted here.</summary>
    public Task<bool> RevokeAsync(string account, CancellationToken cancellationToken) => InTurnAsync(
        account,
        async () =>
        {
            if (await ReadAsync(account, cancellationToken) is not { } row)
                return false;
            if (!row.Refused)
                await signIn.RevokeAsync(Open(row).Refresh, cancellationToken);
            await database.WriteAsync(
                tx => tx.Connection.Execute("DELETE FROM maker_token WHERE cloud = @Cloud AND account_hash = @hash", new { Cloud, hash = Hash(account) }),
                CancellationToken.None);
            return true;
        },
        cancellationToken);

    /// <summary>What Volvo hands out now is kept even if nobody waits for it any more: the old one is spent.</summary>
    private async Task<string> RefreshAsync(string account, VolvoToken old)
    {
        try
        {
            var fresh = await signIn.RefreshAsync(old.Refresh, CancellationToken.None);
            await database.WriteAsync(tx => Keep(tx, account, fresh), CancellationToken.None);
            return fresh.Access;
        }
        catch (CloudException exception) when (exception.Away == CloudAway.SignedOut)
        {
            await database.WriteAsync(
                tx => tx.Connection.Execute(
                    "UPDATE maker_token SET refused = 1 WHERE cloud = @Cloud AND account_hash = @hash", new { Cloud, hash = Hash(account) }),
                CancellationToken.None);
            throw;
        }
    }

    private async Task<T> InTurnAsync<T>(string account, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(account, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    private Task<Row?> ReadAsync(string account, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<Row>(
            "SELECT sealed, refused FROM maker_token WHERE cloud = @Cloud AND account_hash = @hash", new { Cloud, hash = Hash(account) }),
        cancellationToken);

    private VolvoToken Open(Row row) =>
        JsonSerializer.Deserialize<VolvoToken>(seal.Open(row.Sealed)) ?? throw new InvalidOperationException("A token cannot be empty.");

    private static byte[] Hash(string account) => SHA256.HashData(Encoding.UTF8.GetBytes(account));

    private sealed class Row
    {
        public byte[] Sealed { get; init; } = [];

        public bool Refused { get; init; }
    }
}
