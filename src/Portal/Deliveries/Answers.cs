using NodaTime;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>
/// What an owner or approver says to a delivery. Of two who answer at once the first commit wins, and the other finds it no longer
/// possible (S17). Who it is and what they may do is read in the transaction that answers (S26, S28).
/// </summary>
internal sealed class Answers(Database database, DeliveryChanges changes, Grants grants, OwnerCommands commands, TimeProvider time)
{
    private const int LongestReason = 200;

    /// <summary>Approves one of the proposed windows or a part of it; after it began, what is left of it.</summary>
    public Task<DeliveryOutcome> ApproveAsync(AccountId? account, DeliveryId id, DeliveryWindow window, CancellationToken cancellationToken) =>
        AnswerAsync(
            account,
            id,
            (tx, delivery, answer) =>
            {
                if (delivery.Agreeable(window, answer.At) is not { } agreed)
                    return delivery.State == DeliveryState.Requested ? DeliveryOutcome.WindowNotValid : DeliveryOutcome.NoLongerPossible;
                if (delivery.Approve(agreed, answer) is not { } approved)
                    return DeliveryOutcome.NoLongerPossible;
                if (grants.Make(tx, GrantFor(approved, agreed), answer.At) is null)
                    return DeliveryOutcome.Overlaps;
                Timers.Cancel(tx, TimerKind.DeliveryLapses, id.Value);
                KeepWritten(tx, delivery, window);
                return Keep(tx, approved, answer);
            },
            cancellationToken);

    /// <summary>Proposes another time in place of what stands: the carrier accepts it or withdraws, until it ends.</summary>
    public Task<DeliveryOutcome> ProposeAsync(AccountId? account, DeliveryId id, DeliveryWindow window, CancellationToken cancellationToken) =>
        AnswerAsync(
            account,
            id,
            (tx, delivery, answer) =>
            {
                if (delivery.Propose(window, answer) is not { } countered)
                    return DeliveryOutcome.NoLongerPossible;
                if (window.Start < answer.At || WindowRules.Fault(window, answer.At) is not null)
                    return DeliveryOutcome.WindowNotValid;
                if (!Grants.IsFree(tx.Connection, delivery.AccessPoint, window.Start, window.End))
                    return DeliveryOutcome.Overlaps;
                DeliveryStore.ReplaceProposed(tx, countered);
                KeepWritten(tx, delivery, window);
                Timers.Set(tx, TimerKind.DeliveryLapses, id.Value, countered.LapsesAt);
                return Keep(tx, countered, EntryKinds.DeliveryCountered, answer);
            },
            cancellationToken);

    /// <param name="account">Who declines.</param>
    /// <param name="id">Which delivery.</param>
    /// <param name="reason">In the member's own words; the carrier reads it.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public Task<DeliveryOutcome> DeclineAsync(AccountId? account, DeliveryId id, string reason, CancellationToken cancellationToken) =>
        AnswerAsync(
            account,
            id,
            (tx, delivery, answer) =>
            {
                // Who typed nothing just declines.
                if (delivery.Decline(OneLine(reason) is { Length: > 0 } words ? words : "declined", answer) is not { } declined)
                    return DeliveryOutcome.NoLongerPossible;
                Timers.Cancel(tx, TimerKind.DeliveryLapses, id.Value);
                return Keep(tx, declined, answer);
            },
            cancellationToken);

    /// <summary>
    /// Takes an approval back. In progress nothing can be opened again from the commit on, and the device is asked to lock; what stands
    /// open may be closed, and the delivery ends as the device tells.
    /// </summary>
    public async Task<DeliveryOutcome> RevokeAsync(AccountId? account, DeliveryId id, CancellationToken cancellationToken)
    {
        AccessPointId? open = null;
        var outcome = await AnswerAsync(
            account,
            id,
            (tx, delivery, answer) =>
            {
                open = delivery.State == DeliveryState.InProgress ? delivery.AccessPoint : null;
                return open is null ? Revoke(tx, delivery, answer) : RevokeInProgress(tx, delivery, answer);
            },
            cancellationToken);
        if (outcome == DeliveryOutcome.Done && open is { } accessPoint)
            await commands.LockAsync(account, accessPoint, CancellationToken.None);
        return outcome;
    }

    /// <summary>
    /// Lets what was unlocked but never opened be tried again inside its window: a new grant, a new code and link.
    /// </summary>
    public Task<DeliveryOutcome> RearmAsync(AccountId? account, DeliveryId id, CancellationToken cancellationToken) =>
        AnswerAsync(
            account,
            id,
            (tx, delivery, answer) =>
            {
                if (delivery.Rearm(answer) is not { Window: { } window } rearmed || AccessPointStore.FindRole(tx.Connection, answer.By, delivery.AccessPoint) is null)
                    return DeliveryOutcome.NoLongerPossible;
                return grants.Make(tx, GrantFor(rearmed, window), answer.At) is null
                    ? DeliveryOutcome.Overlaps
                    : Keep(tx, rearmed, EntryKinds.DeliveryRearmed, answer);
            },
            cancellationToken);

    /// <summary>
    /// A person sees that something is wrong while it is in progress: the same step as when a device tells of it. Nothing of the opening
    /// changes, and closing is never blocked.
    /// </summary>
    public Task<DeliveryOutcome> ReportAsync(AccountId? account, DeliveryId id, string reason, CancellationToken cancellationToken) =>
        AnswerAsync(
            account,
            id,
            (tx, delivery, answer) =>
            {
                var words = OneLine(reason);
                if (delivery.BecomeIncident(words) is not { } incident)
                    return DeliveryOutcome.NoLongerPossible;
                return words.Length == 0 ? DeliveryOutcome.ReasonNeeded : Keep(tx, incident, answer);
            },
            cancellationToken);

    /// <summary>
    /// A person has looked at an incident. Its opening goes on until the device reports it secured: until then nothing else of this access
    /// point is opened (S06).
    /// </summary>
    public Task<DeliveryOutcome> ResolveAsync(AccountId? account, DeliveryId id, string reason, CancellationToken cancellationToken) =>
        AnswerAsync(
            account,
            id,
            (tx, delivery, answer) =>
            {
                var words = OneLine(reason);
                if (delivery.Resolve(words, answer) is not { } resolved)
                    return DeliveryOutcome.NoLongerPossible;
                if (words.Length == 0)
                    return DeliveryOutcome.ReasonNeeded;
                Grants.Revoke(tx, id);
                return Keep(tx, resolved, answer);
            },
            cancellationToken);

    /// <summary>The grant of an approved delivery.</summary>
    public static NewGrant GrantFor(Delivery delivery, DeliveryWindow window) => new()
    {
        AccessPoint = delivery.AccessPoint,
        Delivery = delivery.Id,
        Carrier = delivery.Carrier,
        Driver = delivery.Driver,
        NotBefore = window.Start,
        NotAfter = window.End,
    };

    private Task<DeliveryOutcome> AnswerAsync(
        AccountId? account,
        DeliveryId id,
        Func<Transaction, Delivery, DeliveryAnswer, DeliveryOutcome> answer,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || DeliveryStore.FindOf(tx.Connection, by, id) is not { } found)
                    return DeliveryOutcome.NotFound;
                return found.Role is MemberRole.Owner or MemberRole.Approver
                    ? answer(tx, found.Delivery, new DeliveryAnswer(by, now))
                    : DeliveryOutcome.NotAllowed;
            },
            cancellationToken);
    }

    /// <summary>The window as the member wrote or read it, before what is over of it was cut off.</summary>
    private static void KeepWritten(Transaction tx, Delivery delivery, DeliveryWindow window) =>
        DeliveryStore.KeepWritten(tx, delivery.Id, WrittenWindow.Of(window, DateTimeZoneProviders.Tzdb[delivery.TimeZone]));

    /// <summary>What a member typed, as one bounded line.</summary>
    private static string OneLine(string typed)
    {
        var line = string.Concat(typed.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line[..Math.Min(line.Length, LongestReason)];
    }

    private DeliveryOutcome Revoke(Transaction tx, Delivery delivery, DeliveryAnswer answer)
    {
        if (delivery.Revoke(answer) is not { } revoked)
            return DeliveryOutcome.NoLongerPossible;
        Grants.Revoke(tx, delivery.Id);
        return Keep(tx, revoked, answer);
    }

    private DeliveryOutcome RevokeInProgress(Transaction tx, Delivery delivery, DeliveryAnswer answer)
    {
        if (!Grants.Revoke(tx, delivery.Id))
            return DeliveryOutcome.NoLongerPossible;
        changes.Note(tx, delivery, EntryKinds.DeliveryRevokeAsked, new Actor(ActorKind.Account, answer.By.Value), answer.At);
        return DeliveryOutcome.Done;
    }

    private DeliveryOutcome Keep(Transaction tx, Delivery next, DeliveryAnswer answer)
    {
        changes.Keep(tx, next, new Actor(ActorKind.Account, answer.By.Value), answer.At);
        return DeliveryOutcome.Done;
    }

    private DeliveryOutcome Keep(Transaction tx, Delivery next, string kind, DeliveryAnswer answer)
    {
        changes.Keep(tx, next, kind, new Actor(ActorKind.Account, answer.By.Value), answer.At);
        return DeliveryOutcome.Done;
    }
}
