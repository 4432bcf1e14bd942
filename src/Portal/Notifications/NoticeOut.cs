using Portal.Accounts;
using Portal.Client;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>Puts one notice into words and into a person's queues.</summary>
internal sealed class NoticeOut(PushOut pushes, MailOut mails, TimeProvider time, PublicUrl publicUrl)
{
    /// <summary>How long a push service keeps a message for a phone that is off: an alarm of yesterday is none.</summary>
    private static readonly TimeSpan AlarmLasts = TimeSpan.FromHours(4);
    private static readonly TimeSpan OthersLast = TimeSpan.FromHours(24);

    /// <summary>What still waits about an alert or a delivery is not told any more.</summary>
    public static void Forget(Transaction tx, string about)
    {
        PushStore.Forget(tx, about);
        MailStore.Forget(tx, about);
    }

    public void Put(Transaction tx, Notice notice, NoticePerson person, bool push, bool mail)
    {
        using var spoken = Languages.Speak(person.Language);
        var now = time.GetUtcNow();
        var notBefore = person.NotBefore(notice.Story.Kind, now);
        var text = NoticeWords.Of(notice.Story, person.Zone);
        if (push)
            pushes.Put(tx, Push(notice, person, text, notBefore, now));
        if (mail && person.EmailConfirmed)
            mails.Put(tx, Mail(notice, person, text), notice.About, notice.Household, notBefore);
    }

    private static NewPush Push(Notice notice, NoticePerson person, NoticeText text, DateTimeOffset notBefore, DateTimeOffset now) => new()
    {
        Account = person.Account,
        Household = notice.Household,
        About = notice.About,
        Urgent = notice.IsUrgent,
        PutAt = now,
        NotBefore = notBefore,
        ExpiresAt = notBefore + (notice.IsUrgent ? AlarmLasts : OthersLast),
        Payload = new PushPayload
        {
            Title = text.Title,
            Body = text.Body,
            Tag = notice.About ?? notice.Story.Entry.Id.Value,
            Url = notice.Url,
            Position = notice.Story.Entry.Position,
            At = notice.Story.Entry.At,
            Urgent = notice.IsUrgent,
            Silent = notice.IsEnd,
            Acts = person.MayAnswer ? [.. notice.Acts.Select(act => new PushAct(act, PushWords.Of(act)))] : [],
            Alert = notice.Story.Alert?.Id,
            Delivery = notice.Story.Entry.DeliveryId,
        }.ToJson(),
    };

    private OutgoingMail Mail(Notice notice, NoticePerson person, NoticeText text) => new(
        person.Email,
        text.Title,
        NotificationText.FormatMail(text.Title, text.Body, publicUrl.At(notice.Url), publicUrl.At("/settings/notifications")));
}
