using System.Security.Cryptography;
using Dapper;
using NodaTime;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>'A delivery person I expect': made and approved by a member, without a carrier. Its link and code are theirs to share.</summary>
internal sealed class HandMadeDeliveries(Database database, DeliveryChanges changes, Grants grants, PublicUrl portal, TimeProvider time)
{
    public Task<HandMadeOutcome> MakeAsync(AccountId? account, HandMadeDraft draft, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var faults = HandMadeRules.Check(draft, now);
        if (faults.Count > 0 || draft.AccessPoint is not { } accessPoint)
            return Task.FromResult(new HandMadeOutcome(Made: null, faults));
        return database.WriteAsync(tx => Make(tx, account, accessPoint, draft, now), cancellationToken);
    }

    /// <summary>The link and the code, while they may be used. Each showing is an entry (S12).</summary>
    public Task<HandMadeAccess?> ShowAccessAsync(AccountId? account, DeliveryId id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by
                    || DeliveryStore.FindOf(tx.Connection, by, id) is not { Delivery: { MadeBy: not null } delivery } found
                    || !MayShare(found.Role)
                    || UnlockHolds.Until(tx.Connection, by, now) is not null
                    || grants.Prove(tx.Connection, id) is not { } proof)
                    return null;
                changes.Note(tx, delivery, EntryKinds.AccessDisclosed, new Actor(ActorKind.Account, by.Value), now);
                return new HandMadeAccess(portal.At(DriverLink.PathOf(proof.LinkToken)), proof.Code, proof.NotBefore, proof.NotAfter);
            },
            cancellationToken);
    }

    private HandMadeOutcome Make(Transaction tx, AccountId? account, AccessPointId accessPoint, HandMadeDraft draft, DateTimeOffset now)
    {
        if (account is not { } by || FindPlace(tx, by, accessPoint) is not { } place)
            return Refused(nameof(HandMadeDraft.AccessPoint), DeliveriesFaultText.ChooseAPoint);
        if (!MayShare(Words.Parse<MemberRole>(place.Role)))
            return Refused(nameof(HandMadeDraft.AccessPoint), DeliveriesFaultText.OnlyOwnerOrApprover);

        if (UnlockHolds.Until(tx.Connection, by, now) is not null)
            return Refused(nameof(HandMadeDraft.AccessPoint), DeliveriesFaultText.RecoveredLately);

        var window = new DeliveryWindow(draft.Start > now ? draft.Start : now, draft.End);
        var delivery = new Delivery
        {
            Id = PortalId.New<DeliveryId>(now),
            Household = place.HouseholdId,
            AccessPoint = accessPoint,
            TimeZone = place.TimeZone,
            MadeBy = by,
            State = DeliveryState.Approved,
            TrackingNumber = NewNumber(),
            Parcel = new Parcel { Description = draft.Description.Trim() },
            Proposed = [],
            ProposedBy = Proposer.Owner,
            Window = window,
            Answer = new DeliveryAnswer(by, now),
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        if (grants.Make(tx, Answers.GrantFor(delivery, window), now) is null)
            return Refused(nameof(HandMadeDraft.Start), DeliveriesFaultText.PlaceIsTaken);
        changes.Add(tx, delivery, new Actor(ActorKind.Account, by.Value));
        DeliveryStore.KeepWritten(
            tx, delivery.Id, WrittenWindow.Of(new DeliveryWindow(draft.Start, draft.End), DateTimeZoneProviders.Tzdb[place.TimeZone]));
        return new HandMadeOutcome(delivery.Id, HandMadeRules.NoFaults);
    }

    private static bool MayShare(MemberRole role) => role is MemberRole.Owner or MemberRole.Approver;

    private static HandMadeOutcome Refused(string field, string message) =>
        new(Made: null, new Dictionary<string, string>(StringComparer.Ordinal) { [field] = message });

    /// <summary>To name it by on the phone: it is no carrier's number and proves nothing.</summary>
    private static string NewNumber() => "HAND-" + RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 8);

    private static Place? FindPlace(Transaction tx, AccountId account, AccessPointId id) =>
        tx.Connection.QuerySingleOrDefault<Place>(
            $"""
            SELECT access_point.household_id, access_point.time_zone, member.role
            FROM access_point {Membership.Of("access_point")} WHERE access_point.id = @id AND {AccessPointStore.Stands}
            """,
            new { id, account });

    private sealed class Place
    {
        public HouseholdId HouseholdId { get; init; }

        public string TimeZone { get; init; } = "";

        public string Role { get; init; } = "";
    }
}
