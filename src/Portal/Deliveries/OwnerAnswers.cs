using NodaTime;
using Portal.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>What only an owner may say to an approved delivery. Who it is and what they may do is read in the same transaction (S26, S28).</summary>
internal sealed class OwnerAnswers(Database database, DeliveryChanges changes, IDateTimeZoneProvider zones, TimeProvider time)
{
    /// <summary>Lets one delivery open without the driver's position: a cellar, a courier without a phone (docs/decisions/0013).</summary>
    public Task<DeliveryOutcome> WaivePlaceAsync(AccountId? account, DeliveryId id, CancellationToken cancellationToken) =>
        AnswerAsync(
            account,
            id,
            (tx, delivery, owner, now) =>
            {
                if (!Grants.WaivePlace(tx, id))
                    return DeliveryOutcome.NoLongerPossible;
                changes.Note(tx, delivery, EntryKinds.PlaceWaived, owner, now);
                return DeliveryOutcome.Done;
            },
            cancellationToken);

    /// <summary>
    /// Says which time was meant after the zone's rules have changed: what was written, or the instants as they stand. Code and link stay (docs/decisions/0015).
    /// </summary>
    public Task<DeliveryOutcome> SettleWindowAsync(AccountId? account, DeliveryId id, bool asWritten, CancellationToken cancellationToken) =>
        AnswerAsync(
            account,
            id,
            (tx, delivery, owner, now) =>
            {
                if (delivery is not { State: DeliveryState.Approved, Window: { } agreed } || MovedWindowStore.Find(tx.Connection, id) is not { } meant)
                    return DeliveryOutcome.NoLongerPossible;
                return asWritten ? Move(tx, delivery, meant, owner, now) : Keep(tx, delivery, agreed, owner, now);
            },
            cancellationToken);

    private DeliveryOutcome Move(Transaction tx, Delivery delivery, DeliveryWindow meant, Actor owner, DateTimeOffset now)
    {
        if (meant.End <= now)
            return DeliveryOutcome.WindowNotValid;
        var window = meant.Start < now ? meant with { Start = now } : meant;
        if (!Grants.Move(tx, delivery.Id, window.Start, window.End, now))
            return DeliveryOutcome.Overlaps;
        MovedWindowStore.Delete(tx, delivery.Id);
        changes.Keep(tx, delivery with { Window = window }, EntryKinds.DeliveryWindowMoved, owner, now);
        return DeliveryOutcome.Done;
    }

    /// <summary>From now on it reads as the instants do by the rules of now.</summary>
    private DeliveryOutcome Keep(Transaction tx, Delivery delivery, DeliveryWindow agreed, Actor owner, DateTimeOffset now)
    {
        MovedWindowStore.Delete(tx, delivery.Id);
        DeliveryStore.KeepWritten(tx, delivery.Id, WrittenWindow.Of(agreed, zones[delivery.TimeZone]));
        changes.Note(tx, delivery, EntryKinds.DeliveryWindowKept, owner, now);
        return DeliveryOutcome.Done;
    }

    private Task<DeliveryOutcome> AnswerAsync(
        AccountId? account,
        DeliveryId id,
        Func<Transaction, Delivery, Actor, DateTimeOffset, DeliveryOutcome> answer,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || DeliveryStore.FindOf(tx.Connection, by, id) is not { } found)
                    return DeliveryOutcome.NotFound;
                return found.Role == MemberRole.Owner
                    ? answer(tx, found.Delivery, new Actor(ActorKind.Account, by.Value), now)
                    : DeliveryOutcome.NotAllowed;
            },
            cancellationToken);
    }
}
