using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The statements about mail on its way.</summary>
internal static class MailStore
{
    /// <summary>How long it is remembered that an address was not reached.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>False when too much waits already.</summary>
    public static bool TryInsert(Transaction tx, NewMail mail) =>
        tx.Connection.Execute(
            """
            INSERT INTO mail (message_id, to_address, subject, text_sealed, about, household_id, put_at, next_try_at)
            SELECT @MessageId, @ToAddress, @Subject, @TextSealed, @About, @Household, @PutAt, @NextTryAt
            WHERE (SELECT count(*) FROM mail WHERE next_try_at IS NOT NULL) < @Most
              AND (SELECT count(*) FROM mail WHERE to_address = @ToAddress AND next_try_at IS NOT NULL) < @MostToOne
            """,
            new
            {
                mail.MessageId,
                mail.ToAddress,
                mail.Subject,
                mail.TextSealed,
                mail.About,
                mail.Household,
                mail.PutAt,
                mail.NextTryAt,
                Most = mail.Household is null ? MailOut.MostOfAccounts : MailOut.Most,
                MailOut.MostToOne,
            }) == 1;

    /// <summary>What may be tried now; what failed less often goes first, so that one that always fails holds up nobody.</summary>
    public static IReadOnlyList<WaitingMail> Due(DbConnection connection, DateTimeOffset now, int limit) =>
        connection.Query<WaitingMail>(
            """
            SELECT id, message_id, to_address, subject, text_sealed, put_at, tries FROM mail
            WHERE next_try_at <= @now ORDER BY tries, id LIMIT @limit
            """,
            new { now, limit }).AsList();

    /// <summary>When the next one may be tried; null while nothing waits.</summary>
    public static DateTimeOffset? NextTry(DbConnection connection) =>
        QueueDelivery.Instant(connection.ExecuteScalar<long?>("SELECT min(next_try_at) FROM mail WHERE next_try_at IS NOT NULL"));

    /// <summary>It was handed over, and with it what was given up for the same address: that is reached again.</summary>
    public static void Sent(Transaction tx, WaitingMail mail) =>
        tx.Connection.Execute(
            """
            DELETE FROM mail WHERE id = @Id OR (to_address = @ToAddress AND next_try_at IS NULL);
            UPDATE mail SET failing_since = NULL, fault = NULL WHERE to_address = @ToAddress;
            """,
            new { mail.Id, mail.ToAddress });

    public static void Failed(Transaction tx, WaitingMail mail, MailFault fault, DateTimeOffset nextTryAt, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            UPDATE mail SET tries = tries + 1, next_try_at = @nextTryAt, fault = @word, failing_since = coalesce(failing_since, @now)
            WHERE id = @Id
            """,
            new { mail.Id, nextTryAt, word = Words.Of(fault), now });

    /// <summary>Nobody could be reached at all: everything that is due waits as long.</summary>
    public static void Postpone(Transaction tx, MailFault fault, DateTimeOffset nextTryAt, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            UPDATE mail SET next_try_at = @nextTryAt, fault = @word, failing_since = coalesce(failing_since, @now)
            WHERE next_try_at <= @now
            """,
            new { nextTryAt, word = Words.Of(fault), now });

    /// <summary>The text goes; that the address was not reached stays for a while.</summary>
    public static void GiveUp(Transaction tx, WaitingMail mail, MailFault fault, DateTimeOffset now)
    {
        tx.Connection.Execute("DELETE FROM mail WHERE next_try_at IS NULL AND put_at < @before", new { before = now - Remembered });
        tx.Connection.Execute(
            """
            UPDATE mail SET text_sealed = NULL, next_try_at = NULL, tries = tries + 1, fault = @word, failing_since = coalesce(failing_since, @now)
            WHERE id = @Id
            """,
            new { mail.Id, word = Words.Of(fault), now });
    }

    /// <summary>News of the same thing: what still waits is not sent any more.</summary>
    public static void Forget(Transaction tx, string about) =>
        tx.Connection.Execute("DELETE FROM mail WHERE about = @about AND next_try_at IS NOT NULL", new { about });

    /// <summary>Somebody left a household, or looks on from now on: news of it that still waits is not sent to them.</summary>
    public static void ForgetOf(Transaction tx, HouseholdId household, AccountId member) =>
        tx.Connection.Execute(
            """
            DELETE FROM mail WHERE household_id = @household AND next_try_at IS NOT NULL
                AND to_address = (SELECT email FROM account WHERE id = @member)
            """,
            new { household, member });

    /// <summary>Why mail about something still waits or was given up; null once it has gone out, <see cref="TestOutcome.Waiting"/> before the first try.</summary>
    public static TestOutcome? Progress(DbConnection connection, string about) =>
        connection.Query<string?>("SELECT fault FROM mail WHERE about = @about", new { about }).ToList() switch
        {
            [] => null,
            [null] => TestOutcome.Waiting,
            _ => TestOutcome.Failed,
        };

    /// <summary>Since when mail to an address is not delivered, and why; null when it is.</summary>
    public static (DateTimeOffset Since, MailFault Fault)? FailureOf(DbConnection connection, string address) =>
        Failure(connection, "WHERE to_address = @address AND fault IS NOT NULL", new { address });

    /// <summary>Since when the mail server does not take what it should; what it says of single addresses is not its failure.</summary>
    public static (DateTimeOffset Since, MailFault Fault)? FailureOfServer(DbConnection connection) =>
        Failure(connection, "WHERE next_try_at IS NOT NULL AND fault IS NOT NULL AND fault <> 'address_refused'", new { });

    public static int CountWaiting(DbConnection connection) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM mail WHERE next_try_at IS NOT NULL");

    /// <summary>When the one that waits longest was put; null when none waits.</summary>
    public static DateTimeOffset? OldestWaiting(DbConnection connection) =>
        QueueDelivery.Instant(connection.ExecuteScalar<long?>("SELECT min(put_at) FROM mail WHERE next_try_at IS NOT NULL"));

    private static (DateTimeOffset Since, MailFault Fault)? Failure(DbConnection connection, string where, object parameters) =>
        connection.Query<(DateTimeOffset Since, string Fault)>(
                $"SELECT failing_since, fault FROM mail {where} ORDER BY failing_since LIMIT 1", parameters)
            .Select(row => ((DateTimeOffset, MailFault)?)(row.Since, Words.Parse<MailFault>(row.Fault)))
            .FirstOrDefault();
}

/// <summary>Mail on its way into the queue.</summary>
internal sealed record NewMail
{
    public required string MessageId { get; init; }

    public required string ToAddress { get; init; }

    public required string Subject { get; init; }

    public required byte[] TextSealed { get; init; }

    public required string? About { get; init; }

    public required HouseholdId? Household { get; init; }

    public required DateTimeOffset PutAt { get; init; }

    public required DateTimeOffset NextTryAt { get; init; }
}

/// <summary>Mail that waits for the server.</summary>
internal sealed class WaitingMail
{
    public long Id { get; init; }

    public string MessageId { get; init; } = "";

    public string ToAddress { get; init; } = "";

    public string Subject { get; init; } = "";

    public byte[] TextSealed { get; init; } = [];

    public DateTimeOffset PutAt { get; init; }

    public int Tries { get; init; }
}
