using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The statements about messages for browsers.</summary>
internal static class PushStore
{
    /// <summary>Messages that wait for one browser at most; the oldest that is not urgent gives way.</summary>
    public const int MostWaiting = 50;

    /// <summary>Messages to one account that are under way at once.</summary>
    public const int MostOfOneAccount = 4;

    /// <summary>Keeps a message for each browser of an account, or for one of them.</summary>
    public static void Insert(Transaction tx, NewPush push)
    {
        tx.Connection.Execute(
            """
            INSERT INTO push_message (subscription_id, about, household_id, urgent, payload, put_at, next_try_at, expires_at)
            SELECT id, @About, @Household, @Urgent, @Payload, @PutAt, @NotBefore, @ExpiresAt
            FROM push_subscription WHERE account_id = @Account AND (@Browser IS NULL OR id = @Browser);

            DELETE FROM push_message WHERE id IN (
                SELECT id FROM (
                    SELECT message.id, row_number() OVER (PARTITION BY message.subscription_id ORDER BY message.urgent DESC, message.id DESC) AS place
                    FROM push_message message JOIN push_subscription subscription ON subscription.id = message.subscription_id
                    WHERE subscription.account_id = @Account)
                WHERE place > @MostWaiting);
            """,
            new
            {
                push.About,
                push.Household,
                push.Urgent,
                push.Payload,
                push.PutAt,
                push.NotBefore,
                push.ExpiresAt,
                push.Account,
                push.Browser,
                MostWaiting,
            });
    }

    /// <summary>What may be tried now, the urgent first, and a few of each account. Whoever left the household since is not told any more (S16).</summary>
    public static IReadOnlyList<WaitingPush> Due(DbConnection connection, DateTimeOffset now, int limit) =>
        connection.Query<WaitingPush>(
            """
            SELECT id, browser, account, about, urgent, payload, expires_at, tries, keys_sealed, still_to_tell
            FROM (
                SELECT message.id, message.subscription_id AS browser, subscription.account_id AS account, message.about, message.urgent,
                       message.payload, message.expires_at, message.tries, subscription.sealed AS keys_sealed,
                       row_number() OVER (PARTITION BY subscription.account_id ORDER BY message.urgent DESC, message.tries, message.id) AS place,
                       message.expires_at > @now
                       AND (message.household_id IS NULL
                            OR EXISTS (SELECT 1 FROM member
                                       WHERE member.household_id = message.household_id AND member.account_id = subscription.account_id)) AS still_to_tell
                FROM push_message message JOIN push_subscription subscription ON subscription.id = message.subscription_id
                WHERE message.next_try_at <= @now)
            WHERE place <= @MostOfOneAccount
            ORDER BY urgent DESC, tries, id LIMIT @limit
            """,
            new { now, limit, MostOfOneAccount }).AsList();

    public static DateTimeOffset? NextTry(DbConnection connection) =>
        QueueDelivery.Instant(connection.ExecuteScalar<long?>("SELECT min(next_try_at) FROM push_message"));

    public static void Delete(Transaction tx, WaitingPush message) =>
        tx.Connection.Execute("DELETE FROM push_message WHERE id = @Id", new { message.Id });

    public static void Postpone(Transaction tx, WaitingPush message, DateTimeOffset nextTryAt) =>
        tx.Connection.Execute(
            "UPDATE push_message SET tries = tries + 1, next_try_at = @nextTryAt WHERE id = @Id", new { message.Id, nextTryAt });

    /// <summary>News of the same thing: what still waits is not told any more.</summary>
    public static void Forget(Transaction tx, string about) =>
        tx.Connection.Execute("DELETE FROM push_message WHERE about = @about", new { about });

    /// <inheritdoc cref="MailStore.ForgetOf"/>
    public static void ForgetOf(Transaction tx, HouseholdId household, AccountId member) =>
        tx.Connection.Execute(
            """
            DELETE FROM push_message WHERE household_id = @household
                AND subscription_id IN (SELECT id FROM push_subscription WHERE account_id = @member)
            """,
            new { household, member });

    public static void Taken(Transaction tx, PushBrowserId browser, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE push_subscription SET taken_at = @now, failing_since = NULL, fault = NULL WHERE id = @browser", new { browser, now });

    public static void Failed(Transaction tx, PushBrowserId browser, PushFault fault, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE push_subscription SET fault = @word, failing_since = coalesce(failing_since, @now) WHERE id = @browser",
            new { browser, word = Words.Of(fault), now });
}

/// <summary>A message on its way into the queue.</summary>
internal sealed record NewPush
{
    public required AccountId Account { get; init; }

    /// <summary>One of the account's browsers; null for all of them.</summary>
    public PushBrowserId? Browser { get; init; }

    /// <summary>Whose news it is: told only while the account belongs to it.</summary>
    public HouseholdId? Household { get; init; }

    /// <summary>The alert or delivery; news of the same replaces what still waits.</summary>
    public string? About { get; init; }

    public required bool Urgent { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset PutAt { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A message that waits for one browser's push service.</summary>
internal sealed class WaitingPush
{
    public long Id { get; init; }

    public PushBrowserId Browser { get; init; }

    public AccountId Account { get; init; }

    public string? About { get; init; }

    public bool Urgent { get; init; }

    public string Payload { get; init; } = "";

    public DateTimeOffset ExpiresAt { get; init; }

    public int Tries { get; init; }

    public byte[] KeysSealed { get; init; } = [];

    /// <summary>It is not too late, and whom it is for still belongs there.</summary>
    public bool StillToTell { get; init; }
}
