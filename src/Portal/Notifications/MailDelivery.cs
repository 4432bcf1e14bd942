using System.Security.Cryptography;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>
/// Hands mail over, one after the other, and tries again what failed: after 10 s, then ever later, for three days. What was taken by the
/// server just before the portal died goes out twice, with one number (docs/decisions/0028).
/// </summary>
internal sealed class MailDelivery(Database database, MailOut mails, MailServer server, TimeProvider time, ILogger<MailDelivery> logger)
    : QueueDelivery(mails.Bell, time, logger)
{
    /// <summary>How long delivery is tried.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    private const int AtOnce = 50;
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    /// <summary>How often in a row nobody answered at all.</summary>
    private int _unanswered;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        SayWhereItGoes();
        return base.StartAsync(cancellationToken);
    }

    private void SayWhereItGoes()
    {
        if (server.Folder is { } folder)
            Log.MailBecomesFiles(folder);
        else if (!server.IsThere)
            Log.NoMailServer();
    }

    protected override async Task<DateTimeOffset?> DeliverDueAsync(CancellationToken cancellationToken)
    {
        while (await DueAsync(cancellationToken) is { Count: > 0 } due)
        {
            using var connection = server.IsThere ? server.Open() : null;
            foreach (var mail in due)
            {
                var fault = connection is null ? MailFault.NoServer : await TryAsync(connection, mail, cancellationToken);
                if (!await NoteAsync(mail, fault, cancellationToken))
                    break;
            }
        }

        return await database.ReadAsync(MailStore.NextTry, cancellationToken);
    }

    private Task<IReadOnlyList<WaitingMail>> DueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => MailStore.Due(connection, Time.GetUtcNow(), AtOnce), cancellationToken);

    private async Task<MailFault?> TryAsync(System.Net.Mail.SmtpClient connection, WaitingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            return await server.SendAsync(connection, mail, mails.Open(mail.TextSealed), cancellationToken);
        }
        catch (CryptographicException exception)
        {
            // The keys were lost: nobody can read it any more, and its link is of no use either.
            Log.MailUnreadable(exception, mail.Id);
            return MailFault.AddressRefused;
        }
    }

    /// <summary>Writes down what came of it; false when nothing else can be sent now.</summary>
    private async Task<bool> NoteAsync(WaitingMail mail, MailFault? fault, CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        if (fault is not (MailFault.NotReached or MailFault.NoServer))
            _unanswered = 0;
        if (fault is { } failed)
            Log.MailNotDelivered(mail.Id, failed, mail.Tries + 1);
        switch (fault)
        {
            case null:
                await database.WriteAsync(tx => MailStore.Sent(tx, mail), cancellationToken);
                return true;
            case MailFault.AddressRefused:
                await database.WriteAsync(tx => MailStore.GiveUp(tx, mail, MailFault.AddressRefused, now), cancellationToken);
                return true;
            case { } over when now - mail.PutAt >= Lasts:
                await database.WriteAsync(tx => MailStore.GiveUp(tx, mail, over, now), cancellationToken);
                return true;
            case MailFault.NotTaken:
                await database.WriteAsync(tx => MailStore.Failed(tx, mail, MailFault.NotTaken, now + PauseAfter(mail.Tries), now), cancellationToken);
                return true;
            case { } nobody:
                var pause = PauseAfter(_unanswered++);
                await database.WriteAsync(
                    tx =>
                    {
                        MailStore.Failed(tx, mail, nobody, now + pause, now);
                        MailStore.Postpone(tx, nobody, now + pause, now);
                    },
                    cancellationToken);
                return false;
        }
    }

    private static TimeSpan PauseAfter(int tries) => Pauses[Math.Min(tries, Pauses.Length - 1)];
}
