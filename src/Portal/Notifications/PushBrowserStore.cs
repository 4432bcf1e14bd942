using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The statements about browsers that take push messages. Each is its account's alone.</summary>
internal static class PushBrowserStore
{
    /// <summary>Browsers of one account at most; the one that was added first gives way.</summary>
    public const int MostOfOne = 20;

    private const string Select =
        """
        SELECT subscription.id, subscription.browser, subscription.made_at, subscription.taken_at, subscription.heard_at,
               subscription.failing_since, subscription.fault, subscription.endpoint_hash
        FROM push_subscription subscription
        """;

    /// <summary>Adds a browser. It has one account: whoever turned it on last.</summary>
    public static void Insert(Transaction tx, NewBrowser browser, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            DELETE FROM push_subscription WHERE endpoint_hash = @hash;
            INSERT INTO push_subscription (id, account_id, session_id, endpoint_hash, sealed, browser, made_at)
            VALUES (@Id, @Account, @Session, @hash, @KeysSealed, @Name, @now);
            DELETE FROM push_subscription WHERE account_id = @Account AND id NOT IN (
                SELECT id FROM push_subscription WHERE account_id = @Account ORDER BY made_at DESC, id DESC LIMIT @MostOfOne);
            """,
            new { hash = HashOf(browser.Endpoint), browser.Id, browser.Account, browser.Session, browser.KeysSealed, browser.Name, now, MostOfOne });
    }

    public static IReadOnlyList<PushBrowserView> List(DbConnection connection, AccountId account, string? endpoint) =>
        connection.Query<Row>(
                $"{Select} WHERE subscription.account_id = @account ORDER BY subscription.made_at DESC, subscription.id DESC",
                new { account })
            .Select(row => row.ToView(endpoint is null ? null : HashOf(endpoint)))
            .ToList();

    /// <summary>Those of everybody who may answer in a household.</summary>
    public static IReadOnlyList<PushBrowserView> OfAnswerers(DbConnection connection, HouseholdId household) =>
        connection.Query<Row>(
                $"""
                {Select}
                JOIN member ON member.account_id = subscription.account_id AND member.role <> 'viewer'
                WHERE member.household_id = @household
                """,
                new { household })
            .Select(row => row.ToView(here: null))
            .ToList();

    public static bool Delete(Transaction tx, AccountId account, PushBrowserId browser) =>
        tx.Connection.Execute("DELETE FROM push_subscription WHERE id = @browser AND account_id = @account", new { browser, account }) == 1;

    /// <summary>The browser is not reached there any more.</summary>
    public static void DeleteAt(Transaction tx, AccountId account, string endpoint) =>
        tx.Connection.Execute(
            "DELETE FROM push_subscription WHERE endpoint_hash = @hash AND account_id = @account", new { hash = HashOf(endpoint), account });

    /// <summary>The push service says that it is gone; whose it was, for telling them.</summary>
    public static (string Email, string Browser, string? Language)? Gone(Transaction tx, PushBrowserId browser) =>
        tx.Connection.Query<(string Email, string Browser, string? Language)>(
                """
                DELETE FROM push_subscription WHERE id = @browser
                RETURNING (SELECT email FROM account WHERE account.id = account_id), browser, (SELECT language FROM account WHERE account.id = account_id)
                """,
                new { browser })
            .Select(row => ((string, string, string?)?)row)
            .SingleOrDefault();

    /// <summary>The browser has shown a message.</summary>
    public static bool Heard(Transaction tx, AccountId account, PushBrowserId browser, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE push_subscription SET heard_at = @now WHERE id = @browser AND account_id = @account", new { browser, account, now }) == 1;

    private static byte[] HashOf(string endpoint) => SHA256.HashData(Encoding.UTF8.GetBytes(endpoint));

    private sealed class Row
    {
        public PushBrowserId Id { get; init; }

        public string Browser { get; init; } = "";

        public DateTimeOffset MadeAt { get; init; }

        public DateTimeOffset? TakenAt { get; init; }

        public DateTimeOffset? HeardAt { get; init; }

        public DateTimeOffset? FailingSince { get; init; }

        public string? Fault { get; init; }

        public byte[] EndpointHash { get; init; } = [];

        public PushBrowserView ToView(byte[]? here) => new()
        {
            Id = Id,
            Name = Browser,
            Since = MadeAt,
            IsThis = here is not null && EndpointHash.AsSpan().SequenceEqual(here),
            TakenAt = TakenAt,
            HeardAt = HeardAt,
            FailingSince = FailingSince,
            Fault = Fault is null ? null : Words.Parse<PushFault>(Fault),
        };
    }
}

/// <summary>A browser on its way in.</summary>
internal sealed record NewBrowser
{
    public required PushBrowserId Id { get; init; }

    public required AccountId Account { get; init; }

    public required SessionId Session { get; init; }

    public required string Endpoint { get; init; }

    public required byte[] KeysSealed { get; init; }

    public required string Name { get; init; }
}
