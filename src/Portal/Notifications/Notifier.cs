using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>
/// Follows the ledger and puts what people asked to be told into the two queues. Its position is saved with what it puts there, so an entry
/// is told once, wherever the portal dies (docs/decisions/0029).
/// </summary>
internal sealed class Notifier(LedgerFeed feed, Database database, NoticeOut notices, TimeProvider time, ILogger<Notifier> logger)
    : LedgerFollower(feed, logger)
{
    private const string Follower = "notices";

    protected override string Name => Follower;

    protected override async Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var concerning = entries.Where(NoticeRules.Concerns).ToList();
        if (concerning.Count == 0)
            return;
        await database.WriteAsync(
            tx =>
            {
                var reached = Reached(tx.Connection, Follower);
                foreach (var entry in concerning.Where(entry => entry.Position > reached))
                    Tell(tx, entry);
                Save(tx, Follower, entries[^1].Position);
            },
            cancellationToken);
    }

    private void Tell(Transaction tx, LedgerEntry entry)
    {
        if (entry.HouseholdId is not { } household)
            return;
        var alert = NoticeRules.IsOfAnAlert(entry) ? NoticeFacts.AlertOf(tx.Connection, entry) : null;
        var about = alert?.Id.Value ?? (NoticeRules.Supersedes(entry) ? entry.DeliveryId?.Value : null);
        // Asking the next person takes nothing from whoever was told before.
        if (about is not null && entry.Kind != EntryKinds.AlertEscalated)
            NoticeOut.Forget(tx, about);
        if (time.GetUtcNow() - entry.ReceivedAt > NoticeRules.Stale)
            return;
        var facts = NoticeFacts.Of(tx.Connection, entry);
        if (KindOf(entry, facts, alert) is not { } kind)
            return;
        var story = facts.Story(kind, entry, alert);
        foreach (var person in NoticePerson.Of(tx.Connection, household, kind, entry.AccessPointId).Where(person => person.Account.Value != entry.Actor.Id))
            TellPerson(tx, new Notice(story, household, about), person);
    }

    private static NoticeKind? KindOf(LedgerEntry entry, NoticeFacts facts, AlertView? alert)
    {
        if (!NoticeRules.IsOfAnAlert(entry))
            return NoticeRules.KindOf(entry, facts);
        return alert switch
        {
            null => null,

            // Over before anybody was told.
            { State: not AlertState.Open } when entry.Kind is EntryKinds.AlertOpened or EntryKinds.AlertEscalated => null,
            _ => NoticeRules.KindOf(alert.Urgent),
        };
    }

    private void TellPerson(Transaction tx, Notice notice, NoticePerson person)
    {
        var (kind, entry) = (notice.Story.Kind, notice.Story.Entry.Kind);
        if (entry == EntryKinds.AlertEscalated)
        {
            // Whoever is asked is told in every way there is, whatever was chosen.
            if (person.MayAnswer && notice.Asked == person.Account)
                notices.Put(tx, notice, person, push: true, mail: true);
            return;
        }

        // That an alarm is over takes the place of the alarm on a phone; nobody is sent a mail for it.
        var isEnd = entry is EntryKinds.AlertAcknowledged or EntryKinds.AlertCleared;
        if (isEnd && kind != NoticeKind.Alarm)
            return;
        notices.Put(
            tx,
            notice,
            person,
            person.IsTold(kind, NoticeChannel.Push),
            !isEnd && person.IsTold(kind, NoticeChannel.Mail));
    }
}
