using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Counts tries before they are judged, so that fifty at once are no more than the allowance. A subject is an e-mail address, known or
/// not, or a browser: both look the same here (S29). After its allowance a subject rests, after each further miss twice as long.
/// </summary>
internal static class SignInTries
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    public static Subject For(int allowance, params ReadOnlySpan<string> parts) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!))), allowance);

    /// <summary>Spends one try of each subject; false, and nothing spent, while one of them rests.</summary>
    public static bool TrySpend(Transaction tx, IReadOnlyList<Subject> subjects, DateTimeOffset now)
    {
        tx.Connection.Execute("DELETE FROM sign_in_try WHERE last_at < @before", new { before = now - Forgotten });
        var rows = subjects.Select(subject => Find(tx, subject)).ToList();
        if (rows.Any(row => row.RestsUntilAt > now))
            return false;
        foreach (var (subject, row) in subjects.Zip(rows))
            Save(tx, subject, row.FailedCount + 1, now + RestAfter(row.FailedCount + 1, subject.Allowance), now);
        return true;
    }

    /// <summary>The try was right: nothing is held against these subjects.</summary>
    public static void Clear(Transaction tx, IEnumerable<Subject> subjects) =>
        tx.Connection.Execute("DELETE FROM sign_in_try WHERE subject_hash = @Hash", subjects);

    internal static TimeSpan RestAfter(int failures, int allowance)
    {
        var over = failures - allowance;
        return over < 0
            ? TimeSpan.Zero
            : TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, FirstRest.Ticks << Math.Min(over, 10)));
    }

    private static Row Find(Transaction tx, Subject subject) =>
        tx.Connection.QuerySingleOrDefault<Row>(
            "SELECT failed_count, rests_until_at FROM sign_in_try WHERE subject_hash = @Hash", new { subject.Hash }) ?? new Row();

    private static void Save(Transaction tx, Subject subject, int failures, DateTimeOffset restsUntil, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO sign_in_try (subject_hash, failed_count, rests_until_at, last_at) VALUES (@Hash, @failures, @restsUntil, @now)
            ON CONFLICT (subject_hash) DO UPDATE
            SET failed_count = excluded.failed_count, rests_until_at = excluded.rests_until_at, last_at = excluded.last_at
            """,
            new { subject.Hash, failures, restsUntil, now });

    /// <summary>What a try counts against.</summary>
    /// <param name="Hash">Which address or browser; only the hash is kept.</param>
    /// <param name="Allowance">Misses in a row before it rests.</param>
    internal sealed record Subject(byte[] Hash, int Allowance);

    private sealed class Row
    {
        public int FailedCount { get; init; }

        public DateTimeOffset RestsUntilAt { get; init; } = DateTimeOffset.UnixEpoch;
    }
}
