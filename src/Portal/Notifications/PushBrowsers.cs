using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The browsers of an account that take push messages: added, removed, tried, heard.</summary>
internal sealed class PushBrowsers(Database database, PushOut pushes, PushDestinations destinations, TimeProvider time)
{
    private const int LongestName = 60;

    /// <summary>How long somebody who tries waits for the browser's word.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="session">Who turns it on.</param>
    /// <param name="said">Where it is reached from now on.</param>
    /// <param name="before">Where this browser was reached before, if its push service gave it another place; null for a new one.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public async Task<AddBrowserOutcome> AddAsync(LiveSession session, BrowserKeys said, string? before, CancellationToken cancellationToken)
    {
        if (PushKeys.Parse(said.Endpoint, said.PublicKey, said.AuthSecret) is not { } keys || !destinations.IsAllowed(keys.Endpoint))
            return AddBrowserOutcome.NotUsable;
        var now = time.GetUtcNow();
        var browser = new NewBrowser
        {
            Id = PortalId.New<PushBrowserId>(now),
            Account = session.AccountId,
            Session = session.Id,
            Endpoint = said.Endpoint,
            KeysSealed = pushes.Seal.Close(keys),
            Name = NameOf(said.Name),
        };
        await database.WriteAsync(
            tx =>
            {
                if (before is not null)
                    PushBrowserStore.DeleteAt(tx, session.AccountId, before);
                PushBrowserStore.Insert(tx, browser, now);
            },
            cancellationToken);
        return AddBrowserOutcome.Added;
    }

    public Task<bool> RemoveAsync(AccountId account, PushBrowserId browser, CancellationToken cancellationToken) =>
        database.WriteAsync(tx => PushBrowserStore.Delete(tx, account, browser), cancellationToken);

    /// <summary>The browser has shown a message.</summary>
    public Task<bool> HeardAsync(AccountId account, PushBrowserId browser, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                pushes.Noted.RingAfter(tx);
                return PushBrowserStore.Heard(tx, account, browser, time.GetUtcNow());
            },
            cancellationToken);

    /// <summary>Sends one message and waits for what comes of it: the browser's own word, or how far it came.</summary>
    public async Task<TestOutcome> TestAsync(AccountId account, PushBrowserId browser, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var refused = await database.WriteAsync<TestOutcome?>(
            tx =>
            {
                if (Find(tx.Connection, account, browser) is null)
                    return TestOutcome.NotFound;
                if (!Trials.TrySpend(tx, account, now))
                    return TestOutcome.Resting;
                pushes.Put(tx, Test(account, browser, now));
                return null;
            },
            cancellationToken);
        if (refused is { } reason)
            return reason;
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (true)
        {
            var next = pushes.Noted.Next;
            var outcome = OutcomeOf(await database.ReadAsync(connection => Find(connection, account, browser), cancellationToken), now);
            if (outcome is TestOutcome.Shown or TestOutcome.Failed || limit.IsCancellationRequested)
                return outcome;
            await next.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static PushBrowserView? Find(System.Data.Common.DbConnection connection, AccountId account, PushBrowserId browser) =>
        PushBrowserStore.List(connection, account, endpoint: null).FirstOrDefault(one => one.Id == browser);

    private static TestOutcome OutcomeOf(PushBrowserView? browser, DateTimeOffset asked)
    {
        if (browser is null || browser.Fault is not null)
            return TestOutcome.Failed;
        if (browser.HeardAt >= asked)
            return TestOutcome.Shown;
        return browser.TakenAt >= asked ? TestOutcome.Taken : TestOutcome.Waiting;
    }

    private static NewPush Test(AccountId account, PushBrowserId browser, DateTimeOffset now) => new()
    {
        Account = account,
        Browser = browser,
        Urgent = false,
        PutAt = now,
        NotBefore = now,
        ExpiresAt = now + Patience,
        Payload = new PushPayload
        {
            Title = NotificationText.TestTitle,
            Body = NotificationText.TestPush,
            Tag = "test",
            Url = "/settings/notifications",
            Position = now.ToUnixTimeMilliseconds(),
            At = now,
        }.ToJson(),
    };

    /// <summary>What the browser calls itself; text of somebody else's making, kept to one short line (S33).</summary>
    private static string NameOf(string said)
    {
        var name = string.Concat(said.Where(letter => !char.IsControl(letter))).Trim();
        return name switch
        {
            "" => NotificationText.Browser,
            { Length: > LongestName } => name[..LongestName],
            _ => name,
        };
    }
}
