using System.Data.Common;
using Dapper;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Signed-in browsers, and the wake-up for those who must close when one ends.</summary>
internal sealed class SessionStore
{
    private readonly Action _wake;
    private TaskCompletionSource _nextEnd = NewSource();

    public SessionStore() => _wake = () => Interlocked.Exchange(ref _nextEnd, NewSource()).SetResult();

    /// <summary>Completes when a session of this process ends by a commit. Take it before reading.</summary>
    public Task NextEnd => Volatile.Read(ref _nextEnd).Task;

    public static void Insert(
        Transaction tx, SessionId id, AccountId account, string browser, DateTimeOffset now, DateTimeOffset expiresAt) =>
        tx.Connection.Execute(
            """
            INSERT INTO session (id, account_id, browser, started_at, seen_at, confirmed_at, expires_at)
            VALUES (@id, @account, @browser, @now, @now, @now, @expiresAt)
            """,
            new { id, account, browser, now, expiresAt });

    /// <summary>A program's session: it was never confirmed, so it confirms nothing.</summary>
    public static void InsertToken(
        Transaction tx, SessionId id, AccountId account, string name, string token, DateTimeOffset now, DateTimeOffset expiresAt) =>
        tx.Connection.Execute(
            """
            INSERT INTO session (id, account_id, token_hash, name, started_at, seen_at, confirmed_at, expires_at)
            VALUES (@id, @account, @hash, @name, @now, @now, 0, @expiresAt)
            """,
            new { id, account, hash = Secrets.Hash(token), name, now, expiresAt });

    public static void SaveSeen(Transaction tx, SessionId id, DateTimeOffset now) =>
        tx.Connection.Execute("UPDATE session SET seen_at = @now WHERE id = @id AND ended_at IS NULL", new { id, now });

    /// <summary>Forgets the account's sessions that ended or expired before <paramref name="before"/>.</summary>
    public static void DeleteOld(Transaction tx, AccountId account, DateTimeOffset before) =>
        tx.Connection.Execute(
            "DELETE FROM session WHERE account_id = @account AND (ended_at < @before OR expires_at < @before)", new { account, before });

    public static void Confirm(Transaction tx, SessionId id, DateTimeOffset now) =>
        tx.Connection.Execute("UPDATE session SET confirmed_at = @now WHERE id = @id AND ended_at IS NULL", new { id, now });

    public void End(Transaction tx, SessionId id, DateTimeOffset now)
    {
        tx.Connection.Execute("UPDATE session SET ended_at = @now WHERE id = @id AND ended_at IS NULL", new { id, now });
        tx.AfterCommit(_wake);
    }

    /// <summary>Ends one of the account's own; false when it has none of that id that is alive.</summary>
    public bool TryEnd(Transaction tx, AccountId account, SessionId id, DateTimeOffset now)
    {
        tx.AfterCommit(_wake);
        return tx.Connection.Execute(
            "UPDATE session SET ended_at = @now WHERE id = @id AND account_id = @account AND ended_at IS NULL AND expires_at > @now",
            new { id, account, now }) == 1;
    }

    /// <summary>Ends the token of a member's program: one's own, or as an owner of that household. Whose it was; null where there is none.</summary>
    public AccountId? TryRevokeToken(Transaction tx, HouseholdId household, AccountId by, SessionId token, DateTimeOffset now)
    {
        tx.AfterCommit(_wake);
        return tx.Connection.QuerySingleOrDefault<AccountId?>(
            """
            UPDATE session SET ended_at = @now
            WHERE id = @token AND token_hash IS NOT NULL AND ended_at IS NULL AND expires_at > @now
              AND account_id IN (
                  SELECT other.account_id
                  FROM member other JOIN member own ON own.household_id = other.household_id AND own.account_id = @by
                  WHERE other.household_id = @household AND (own.role = 'owner' OR other.account_id = @by))
            RETURNING account_id
            """,
            new { household, by, token, now });
    }

    /// <summary>Ends every browser of the account but one; programs of the account's own go on.</summary>
    public void EndOthers(Transaction tx, AccountId account, SessionId but, DateTimeOffset now)
    {
        tx.Connection.Execute(
            "UPDATE session SET ended_at = @now WHERE account_id = @account AND id <> @but AND token_hash IS NULL AND ended_at IS NULL",
            new { account, but, now });
        tx.AfterCommit(_wake);
    }

    public void EndAll(Transaction tx, AccountId account, DateTimeOffset now)
    {
        tx.Connection.Execute("UPDATE session SET ended_at = @now WHERE account_id = @account AND ended_at IS NULL", new { account, now });
        tx.AfterCommit(_wake);
    }

    /// <summary>The session while it is alive, with what a page shows of its person.</summary>
    public static LiveSession? Find(DbConnection connection, SessionId id, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<LiveSession>(Living("session.id = @id"), new { id, now });

    /// <summary>The session of a program's token while it is alive.</summary>
    public static LiveSession? FindByToken(DbConnection connection, string token, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<LiveSession>(Living("session.token_hash = @hash"), new { hash = Secrets.Hash(token), now });

    /// <param name="which">Constant text, never a caller's.</param>
    private static string Living(string which) =>
        $"""
        SELECT session.id, session.account_id, session.confirmed_at, session.seen_at, session.expires_at, account.name,
               (SELECT string_agg(role, ' ') FROM account_role WHERE account_role.account_id = account.id) AS roles,
               (SELECT household.name FROM member JOIN household ON household.id = member.household_id
                WHERE member.account_id = account.id ORDER BY member.joined_at, household.id LIMIT 1) AS household_name
        FROM session JOIN account ON account.id = session.account_id
        WHERE {which} AND session.ended_at IS NULL AND session.expires_at > @now
        """;

    /// <summary>The browsers in which the account is signed in; the one seen last first.</summary>
    public static IReadOnlyList<SessionView> BrowsersOf(DbConnection connection, AccountId account, SessionId own, DateTimeOffset now) =>
        connection.Query<(SessionId Id, string Browser, DateTimeOffset StartedAt, DateTimeOffset SeenAt)>(
                """
                SELECT id, browser, started_at, seen_at FROM session
                WHERE account_id = @account AND token_hash IS NULL AND ended_at IS NULL AND expires_at > @now
                ORDER BY id = @own DESC, seen_at DESC, id
                """,
                new { account, own, now })
            .Select(row => new SessionView(row.Id, row.Browser, row.StartedAt, row.SeenAt, row.Id == own))
            .ToList();

    /// <summary>The account's programs, the newest first.</summary>
    public static IReadOnlyList<TokenView> TokensOf(DbConnection connection, AccountId account, DateTimeOffset now) =>
        connection.Query<(SessionId Id, string Name, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt)>(
                """
                SELECT id, name, started_at, seen_at, expires_at FROM session
                WHERE account_id = @account AND token_hash IS NOT NULL AND ended_at IS NULL AND expires_at > @now
                ORDER BY started_at DESC, id
                """,
                new { account, now })
            .Select(row => new TokenView(row.Id, row.Name, row.StartedAt, row.SeenAt, row.ExpiresAt))
            .ToList();

    /// <summary>Which of these sessions are still alive.</summary>
    public static IEnumerable<SessionId> Alive(DbConnection connection, IEnumerable<SessionId> ids, DateTimeOffset now) =>
        connection.Query<SessionId>(
            "SELECT id FROM session WHERE id IN @ids AND ended_at IS NULL AND expires_at > @now",
            new { ids = ids.Select(id => id.Value), now });

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
