using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// The life of one opening of ours, from the decision until it is secured: its steps come from the device's events alone, its timers are
/// rows.
/// </summary>
internal sealed class Openings(Alerts alerts, OfflineUses offline, IGrantOutcome outcome)
{
    private static readonly TimeSpan LongestOpen = TimeSpan.FromMinutes(10);

    /// <summary>Begins an opening by a grant or by an owner's own unlock.</summary>
    /// <param name="tx">The transaction of the decision.</param>
    /// <param name="device">What opens.</param>
    /// <param name="grant">Null: an owner's own unlock.</param>
    /// <param name="account">The owner who unlocks.</param>
    /// <param name="at">When it was decided: for a use without the line, earlier than now.</param>
    /// <param name="now">From when on it is watched.</param>
    public static OpeningId Begin(
        Transaction tx, DeviceContext device, GrantId? grant, AccountId? account, DateTimeOffset at, DateTimeOffset now)
    {
        var id = PortalId.New<OpeningId>(at);
        tx.Connection.Execute(
            """
            INSERT INTO opening (id, access_point_id, device_id, grant_id, account_id, granted_at, after_epoch, after_seq, state)
            VALUES (@id, @AccessPoint, @Device, @grant, @account, @at, @Epoch, @HighestSeq, 'granted')
            """,
            new { id, device.AccessPoint, device.Device, grant, account, at, device.Epoch, device.HighestSeq });
        AwaitOpened(tx, device, id, now);
        return id;
    }

    /// <summary>
    /// From now on something must open in time. What a maker's cloud said before is believed no longer than what it says from now on: else its
    /// loss right now would be noticed too late (S06).
    /// </summary>
    public static void AwaitOpened(Transaction tx, DeviceContext device, OpeningId opening, DateTimeOffset now)
    {
        if (device.Facts.IsPolled)
            DeviceStore.BelieveUntil(tx, device.Device, now + (device.Facts with { IsInOpening = true }).Belief);
        Timers.Set(tx, TimerKind.NeverOpened, opening.Value, now + AccessRules.SecondChance);
    }

    /// <summary>Notes the attempt at a keypad that was granted.</summary>
    public static void Note(Transaction tx, OpeningId opening, string attempt) =>
        tx.Connection.Execute("UPDATE opening SET attempt_id = coalesce(attempt_id, @attempt) WHERE id = @opening", new { opening, attempt });

    /// <summary>
    /// Follows what a device has just said: the openings that it made by itself begin where it says so, and each is judged with what came
    /// until the next.
    /// </summary>
    public OpeningsTold Follow(Transaction tx, DeviceContext device, IEnumerable<ReceivedEvent> news, DateTimeOffset now)
    {
        var told = OpeningsTold.Of(device);
        foreach (var use in news.Where(one => one.Said.Kind == EventKinds.CodeAcceptedOffline).OrderBy(one => one.Number))
        {
            told = told.With(Advance(tx, told.Device, use.Number with { Seq = use.Said.Seq - 1 }, now));
            told = told.Then(offline.Take(tx, told.Device, use, now));
        }

        return told.With(Advance(tx, told.Device, before: null, now));
    }

    /// <summary>Judges the opening in progress anew after the device has said something, up to a number, and does what follows.</summary>
    /// <returns>The number of the event that secured it; null while it is in progress, or when there is none.</returns>
    private EventNumber? Advance(Transaction tx, DeviceContext device, EventNumber? before, DateTimeOffset now)
    {
        if (device.Opening is not { } opening)
            return null;
        var commands = tx.Connection.Query<string>("SELECT id FROM command WHERE opening_id = @Id", new { opening.Id }).ToHashSet();
        var whole = device.WholeSince(opening.After);
        var upTo = before is { } end && whole > end ? end : whole;
        var progress = OpeningProgress.Of(
            DeviceEventStore.StatesAfter(tx.Connection, device.Device, opening.After, upTo), commands, device.Meaning, opening.Offline);
        if (!Save(tx, opening, progress))
            return null;

        Watch(tx, device, opening, progress, now);
        if (progress.SecuredAt is not null)
            Secured(tx, device, opening, progress.Late, now);
        return progress.SecuredBy;
    }

    /// <summary>Nothing opened in time: what was granted is spent. While the device is not heard the opening is held (S05, S06).</summary>
    public void SettleUnopened(Transaction tx, DeviceContext device, DateTimeOffset now)
    {
        if (device.Opening is not { OpenedAt: null } opening)
            return;
        if (device.Silent)
        {
            Timers.Set(tx, TimerKind.NeverOpened, opening.Id.Value, now + AccessRules.SecondChance);
            return;
        }

        tx.Connection.Execute("UPDATE opening SET state = 'unused' WHERE id = @Id", new { opening.Id });
        Spend(tx, opening);
        alerts.Clear(tx, device, AlertKind.DeviceSilent, now);
        if (!device.IsSecured(now))
            alerts.Raise(tx, device, AlertKind.NotRelocked, late: false, now);
        if (opening.Delivery is { } delivery)
            outcome.NeverOpened(tx, delivery, opening.Id, now);
    }

    private static bool Save(Transaction tx, Opening opening, OpeningProgress progress) =>
        tx.Connection.Execute(
            """
            UPDATE opening SET unlocked_at = @UnlockedAt, opened_at = @OpenedAt, closed_at = @ClosedAt, secured_at = @SecuredAt,
                               late = @Late, state = @state
            WHERE id = @Id AND (unlocked_at IS NOT @UnlockedAt OR opened_at IS NOT @OpenedAt OR closed_at IS NOT @ClosedAt
                                OR secured_at IS NOT @SecuredAt)
            """,
            new
            {
                opening.Id,
                progress.UnlockedAt,
                progress.OpenedAt,
                progress.ClosedAt,
                progress.SecuredAt,
                progress.Late,
                state = Step(progress),
            }) == 1;

    private static string Step(OpeningProgress progress) => progress switch
    {
        { SecuredAt: not null } => "secured",
        { ClosedAt: not null } => "closed",
        { OpenedAt: not null } => "opened",
        { UnlockedAt: not null } => "unlocked",
        _ => "granted",
    };

    /// <summary>Standing open and standing closed but unlocked are each watched by a timer, for as long as they last.</summary>
    private void Watch(Transaction tx, DeviceContext device, Opening opening, OpeningProgress progress, DateTimeOffset now)
    {
        var id = opening.Id.Value;
        if (progress.OpenedAt is not null)
            Timers.Cancel(tx, TimerKind.NeverOpened, id);

        if (progress is { OpenedAt: { } openedAt, ClosedAt: null })
        {
            var since = openedAt < now ? openedAt : now;
            Timers.Set(tx, TimerKind.LeftOpen, id, since + device.LeftOpenAfter);
            Timers.Set(tx, TimerKind.OpenTooLong, id, since + LongestOpen);
        }
        else
        {
            Timers.Cancel(tx, TimerKind.LeftOpen, id);
            Timers.Cancel(tx, TimerKind.OpenTooLong, id);
            alerts.Clear(tx, device, AlertKind.LeftOpen, now);
        }

        if (progress is { ClosedAt: { } closedAt, SecuredAt: null })
        {
            Timers.Set(tx, TimerKind.NotRelocked, id, (closedAt < now ? closedAt : now) + device.NotRelockedAfter);
        }
        else
        {
            Timers.Cancel(tx, TimerKind.NotRelocked, id);
            alerts.Clear(tx, device, AlertKind.NotRelocked, now);
        }
    }

    private void Secured(Transaction tx, DeviceContext device, Opening opening, bool late, DateTimeOffset now)
    {
        Spend(tx, opening);
        Timers.Cancel(tx, TimerKind.SilentTooLong, opening.Id.Value);
        Timers.Cancel(tx, TimerKind.ContactLost, opening.Id.Value);
        alerts.Clear(tx, device, AlertKind.DeviceSilent, now);
        if (opening.Delivery is { } delivery)
            outcome.Secured(tx, delivery, opening.Id, late, now);
    }

    private static void Spend(Transaction tx, Opening opening)
    {
        if (opening.Grant is not { } grant)
            return;
        tx.Connection.Execute("UPDATE access_grant SET state = 'spent' WHERE id = @grant AND state = 'in_use'", new { grant });
    }
}
