using System.Security.Cryptography;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>
/// Hands messages to the browsers' push services, several at once, the next as soon as one has answered, and tries again until it is too
/// late. One that was taken just before the portal died is sent twice; the browser shows it in the place of the first (docs/decisions/0029).
/// </summary>
internal sealed class PushDelivery(Database database, PushOut pushes, PushService service, TimeProvider time, ILogger<PushDelivery> logger)
    : QueueDelivery(pushes.Bell, time, logger)
{
    /// <summary>
    /// Messages under way at once. One account has a few of them, since whoever runs a slow service gives it as many names as they like; one
    /// service has half, since it may be a slow one that half the browsers use (S06).
    /// </summary>
    private const int Together = 32;
    private const int AtOneService = Together / 2;
    private const int LookedAt = 256;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    protected override async Task<DateTimeOffset?> DeliverDueAsync(CancellationToken cancellationToken)
    {
        var underWay = new List<Sending>();
        try
        {
            while (true)
            {
                var ring = pushes.Bell.Next;
                await StartDueAsync(underWay, cancellationToken);
                if (underWay.Count == 0)
                    return await database.ReadAsync(PushStore.NextTry, cancellationToken);
                await Task.WhenAny([ring, .. underWay.Select(one => one.Answer)]);
                await NoteAnsweredAsync(underWay, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(underWay.Select(Task (one) => one.Answer)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Each place that is free goes to the next message that may have it.</summary>
    private async Task StartDueAsync(List<Sending> underWay, CancellationToken cancellationToken)
    {
        if (underWay.Count == Together)
            return;
        var due = await database.ReadAsync(connection => PushStore.Due(connection, Time.GetUtcNow(), LookedAt), cancellationToken);
        foreach (var message in due)
        {
            if (underWay.Count == Together)
                return;
            if (underWay.Any(one => one.Message.Id == message.Id) || underWay.Count(one => one.Message.Account == message.Account) >= PushStore.MostOfOneAccount)
                continue;
            var keys = Open(message);
            if (keys is not null && underWay.Count(one => one.Service == keys.Endpoint.Host) >= AtOneService)
                continue;
            underWay.Add(new Sending(message, keys?.Endpoint.Host, SendAsync(message, keys, cancellationToken)));
        }
    }

    private async Task NoteAnsweredAsync(List<Sending> underWay, CancellationToken cancellationToken)
    {
        var answers = new List<(WaitingPush Message, PushAnswer? Answer)>();
        foreach (var one in underWay.Where(one => one.Answer.IsCompleted))
            answers.Add((one.Message, await one.Answer));
        if (answers.Count == 0)
            return;
        await database.WriteAsync(
            tx =>
            {
                foreach (var (message, answer) in answers)
                    Note(tx, message, answer);
                pushes.Noted.RingAfter(tx);
            },
            cancellationToken);
        underWay.RemoveAll(one => answers.Exists(answer => answer.Message == one.Message));
    }

    /// <summary>Where the browser is reached; null when nobody can read that any more.</summary>
    private PushKeys? Open(WaitingPush message)
    {
        try
        {
            return pushes.Seal.Open(message.KeysSealed);
        }
        catch (CryptographicException exception)
        {
            // The keys were lost.
            Log.BrowserUnreadable(exception, message.Browser);
            return null;
        }
    }

    /// <summary>What the service said; null for what nobody is to be told any more.</summary>
    private async Task<PushAnswer?> SendAsync(WaitingPush message, PushKeys? keys, CancellationToken cancellationToken)
    {
        if (!message.StillToTell)
            return null;
        return keys is null ? new PushAnswer(PushFault.Gone) : await service.SendAsync(keys, message, cancellationToken);
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

    /// <param name="Message">What.</param>
    /// <param name="Service">The host of the browser's push service; null where it cannot be read.</param>
    /// <param name="Answer">What comes of it.</param>
    private sealed record Sending(WaitingPush Message, string? Service, Task<PushAnswer?> Answer);
}
