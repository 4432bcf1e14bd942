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
                return Keep(tx, approved, answer);
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
                if (delivery.Decline(InOwnWords(reason), answer) is not { } declined)
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

    /// <summary>What a member typed, as one bounded line; who typed nothing just declines.</summary>
    private static string InOwnWords(string typed)
    {
        var line = string.Concat(typed.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length == 0 ? "declined" : line[..Math.Min(line.Length, LongestReason)];
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
}
