using System.Collections.Concurrent;
using System.Security.Cryptography;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>
/// Hands messages to the browsers' push services, several at once, and tries again until it is too late for them. One that was taken just
/// before the portal died is sent twice; the browser shows it in the place of the first (docs/decisions/0029).
/// </summary>
internal sealed class PushDelivery(Database database, PushOut pushes, PushService service, TimeProvider time, ILogger<PushDelivery> logger)
    : QueueDelivery(pushes.Bell, time, logger)
{
    private const int AtOnce = 64;
    private const int Together = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    protected override async Task<DateTimeOffset?> DeliverDueAsync(CancellationToken cancellationToken)
    {
        while (await DueAsync(cancellationToken) is { Count: > 0 } due)
        {
            var answers = new ConcurrentQueue<(WaitingPush Message, PushAnswer? Answer)>();
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellationToken },
                async (message, token) => answers.Enqueue((message, await TryAsync(message, token))));
            await database.WriteAsync(
                tx =>
                {
                    foreach (var (message, answer) in answers)
                        Note(tx, message, answer);
                    pushes.Noted.RingAfter(tx);
                },
                cancellationToken);
        }

        return await database.ReadAsync(PushStore.NextTry, cancellationToken);
    }

    private Task<IReadOnlyList<WaitingPush>> DueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => PushStore.Due(connection, Time.GetUtcNow(), AtOnce), cancellationToken);

    /// <summary>What the service said; null for what nobody is to be told any more.</summary>
    private async Task<PushAnswer?> TryAsync(WaitingPush message, CancellationToken cancellationToken)
    {
        if (!message.StillToTell)
            return null;
        try
        {
            return await service.SendAsync(pushes.Seal.Open(message.KeysSealed), message, cancellationToken);
        }
        catch (CryptographicException exception)
        {
            // The keys were lost: where the browser is reached can never be read again.
            Log.BrowserUnreadable(exception, message.Browser);
            return new PushAnswer(PushFault.Gone);
        }
    }

    private void Note(Transaction tx, WaitingPush message, PushAnswer? answer)
    {
        var now = Time.GetUtcNow();
        if (answer?.Fault is { } said)
            Log.PushNotDelivered(message.Id, said, message.Tries + 1);
        switch (answer?.Fault)
        {
            case null:
                PushStore.Delete(tx, message);
                if (answer is not null)
                    PushStore.Taken(tx, message.Browser, now);
                break;
            case PushFault.Gone:
                End(tx, message.Browser);
                break;
            case PushFault.Refused:
                PushStore.Delete(tx, message);
                PushStore.Failed(tx, message.Browser, PushFault.Refused, now);
                break;
            case { } fault:
                PushStore.Postpone(tx, message, now + WaitOf(message, answer));
                PushStore.Failed(tx, message.Browser, fault, now);
                break;
        }
    }

    /// <summary>Who is not told there any more learns it by mail: nothing else would say so.</summary>
    private void End(Transaction tx, PushBrowserId browser)
    {
        if (PushBrowserStore.Gone(tx, browser) is not { } was)
            return;
        Log.BrowserGone(browser);
        pushes.Mail.Put(tx, PushWords.Gone(was.Email, was.Browser, was.Language));
    }

    private static TimeSpan WaitOf(WaitingPush message, PushAnswer? answer)
    {
        var own = Pauses[Math.Min(message.Tries, Pauses.Length - 1)];
        var wanted = answer?.Wait ?? own;
        return wanted < own ? own : wanted > LongestWait ? LongestWait : wanted;
    }
}
