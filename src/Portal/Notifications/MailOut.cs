using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>
/// Keeps mail until it is delivered. The text is sealed with a key that is not in the database (S36); when the queue is full a message is
/// not kept, and the log says so.
/// </summary>
internal sealed class MailOut : IMailOut
{
    /// <summary>Messages that wait at most, in all and for one address: a stranger's form must not fill the disk or a mailbox (S35).</summary>
    public const int Most = 20_000;
    public const int MostToOne = 100;

    /// <summary>Beyond so many only news of households is kept: mail that anybody can ask for leaves room for alarms (S06).</summary>
    public const int MostOfAccounts = Most / 2;

    private const int LongestSubject = 200;

    private readonly IDataProtector _seal;
    private readonly TimeProvider _time;
    private readonly ILogger<MailOut> _logger;

    public MailOut(IDataProtectionProvider protection, TimeProvider time, ILogger<MailOut> logger)
    {
        _seal = protection.CreateProtector("Portal.Notifications.Mail");
        _time = time;
        _logger = logger;
    }

    /// <summary>Rings when new mail was kept.</summary>
    public QueueBell Bell { get; } = new();

    public void Put(Transaction tx, OutgoingMail mail) => Put(tx, mail, about: null, household: null, _time.GetUtcNow());

    /// <param name="tx">The transaction of what it tells of.</param>
    /// <param name="mail">What to send.</param>
    /// <param name="about">The alert or delivery; news of the same replaces what still waits.</param>
    /// <param name="household">Whose news it is: it is not sent to whoever has left by then.</param>
    /// <param name="notBefore">When it may go out.</param>
    public void Put(Transaction tx, OutgoingMail mail, string? about, HouseholdId? household, DateTimeOffset notBefore)
    {
        var kept = MailStore.TryInsert(tx, new NewMail
        {
            MessageId = Guid.NewGuid().ToString("N"),
            ToAddress = mail.To,
            Subject = OneLine(mail.Subject),
            TextSealed = _seal.Protect(Encoding.UTF8.GetBytes(mail.Text)),
            About = about,
            Household = household,
            PutAt = _time.GetUtcNow(),
            NextTryAt = notBefore,
        });
        if (kept)
            Bell.RingAfter(tx);
        else
            _logger.MailNotKept();
    }

    /// <summary>The text as it was put.</summary>
    public string Open(byte[] textSealed) => Encoding.UTF8.GetString(_seal.Unprotect(textSealed));

    /// <summary>Names of places and people stand in subjects, and whatever they hold, it stays one line (S33).</summary>
    private static string OneLine(string subject)
    {
        var line = string.Concat(subject.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)).Trim();
        return line.Length <= LongestSubject ? line : line[..LongestSubject];
    }
}
