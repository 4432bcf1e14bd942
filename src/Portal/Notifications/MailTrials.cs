using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>Somebody tries whether mail reaches the own address.</summary>
internal sealed class MailTrials(Database database, MailOut mails, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Sends one mail and waits until the server has taken it: whether it was read is not known to anybody here.</summary>
    public async Task<TestOutcome> TestAsync(AccountId account, CancellationToken cancellationToken)
    {
        var about = "test-" + Guid.NewGuid().ToString("N");
        var now = time.GetUtcNow();
        var refused = await database.WriteAsync<TestOutcome?>(
            tx =>
            {
                if (NoticeChoiceStore.Find(tx.Connection, account) is not { EmailConfirmed: true } owner)
                    return TestOutcome.NotFound;
                if (!Trials.TrySpend(tx, account, now))
                    return TestOutcome.Resting;
                mails.Put(tx, Test(owner.Email), about, household: null, now);
                return null;
            },
            cancellationToken);
        if (refused is { } reason)
            return reason;
        using var looks = new PeriodicTimer(BetweenLooks, time);
        while (await looks.WaitForNextTickAsync(cancellationToken))
        {
            var outcome = await database.ReadAsync(connection => MailStore.Progress(connection, about), cancellationToken) ?? TestOutcome.Taken;
            if (outcome != TestOutcome.Waiting || time.GetUtcNow() - now > Patience)
                return outcome;
        }

        return TestOutcome.Waiting;
    }

    private static OutgoingMail Test(string email) => new(email, NotificationText.TestTitle, NotificationText.TestMail);
}
