using System.Data.Common;
using System.Security.Cryptography;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>What members do to access points: add one, pause, lift a pause.</summary>
internal sealed class AccessPoints(Database database, LedgerWriter ledger, TimeProvider time)
{
    private const string HandleLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Adds a car, door or garage to a household that the account owns: the only one, or the one that it chose.</summary>
    public async Task<AddAccessPointOutcome> AddAsync(AccountId? account, AccessPointDraft draft, CancellationToken cancellationToken)
    {
        var faults = AccessPointRules.Faults(draft);
        if (faults.Count > 0)
            return new AddAccessPointOutcome(Added: null, faults);
        var now = time.GetUtcNow();
        return await database.WriteAsync(
            tx =>
            {
                var owned = Owned(tx.Connection, account);
                if (account is not { } owner || Chosen(owned, draft) is not { } own)
                    return new AddAccessPointOutcome(null, HouseholdFault(owned));
                var point = New(draft, own.Id, now);
                AccessPointStore.Add(tx, point);
                Enter(tx, EntryKinds.AccessPointAdded, own.Id, point.Id, owner, now);
                return new AddAccessPointOutcome(point.Id, new Dictionary<string, string>());
            },
            cancellationToken);
    }

    /// <summary>What is wrong with a draft, by field.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CheckAsync(AccountId? account, AccessPointDraft draft, CancellationToken cancellationToken)
    {
        var owned = await database.ReadAsync(connection => Owned(connection, account), cancellationToken);
        var faults = AccessPointRules.Faults(draft);
        return Chosen(owned, draft) is null ? faults.Concat(HouseholdFault(owned)).ToDictionary(StringComparer.Ordinal) : faults;
    }

    /// <summary>40 random bits: not to be guessed, short enough to be read out.</summary>
    public static string NewHandle(AccessPointKind kind)
    {
        var prefix = kind switch
        {
            AccessPointKind.Trunk => "TRK",
            AccessPointKind.Door => "DOR",
            AccessPointKind.Garage => "GAR",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
        };
        return $"{prefix}-{RandomNumberGenerator.GetString(HandleLetters, 4)}-{RandomNumberGenerator.GetString(HandleLetters, 4)}";
    }

    /// <summary>The drop-off handle, for a member; null when it is not found.</summary>
    public Task<string?> FindHandleAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => AccessPointStore.Find(connection, account, accessPoint)?.Handle, cancellationToken);

    /// <summary>Blocks now: every member may.</summary>
    public Task<AccessOutcome> PauseAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken) =>
        ChangeAsync(account, accessPoint, MemberRole.Viewer, EntryKinds.AccessPointPaused, AccessPointStore.Pause, cancellationToken);

    /// <summary>Lets what is still in its window be valid again: owners and approvers.</summary>
    public Task<AccessOutcome> LiftPauseAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken) =>
        ChangeAsync(
            account, accessPoint, MemberRole.Approver, EntryKinds.AccessPointPauseLifted, (tx, id, _, _) => AccessPointStore.LiftPause(tx, id),
            cancellationToken);

    /// <inheritdoc cref="PauseAsync"/>
    public Task<AccessOutcome> PauseHouseholdAsync(AccountId? account, HouseholdId household, CancellationToken cancellationToken) =>
        ChangeAllAsync(account, household, MemberRole.Viewer, EntryKinds.HouseholdPaused, AccessPointStore.PauseHousehold, cancellationToken);

    /// <inheritdoc cref="LiftPauseAsync"/>
    public Task<AccessOutcome> LiftHouseholdPauseAsync(AccountId? account, HouseholdId household, CancellationToken cancellationToken) =>
        ChangeAllAsync(
            account, household, MemberRole.Approver, EntryKinds.HouseholdPauseLifted, (tx, id, _, _) => AccessPointStore.LiftHouseholdPause(tx, id),
            cancellationToken);

    private Task<AccessOutcome> ChangeAsync(
        AccountId? account, AccessPointId accessPoint, MemberRole least, string kind,
        Func<Transaction, AccessPointId, AccountId, DateTimeOffset, bool> change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } member || AccessPointStore.FindRole(tx.Connection, member, accessPoint) is not { } at)
                    return AccessOutcome.NotFound;
                if (at.Role > least)
                    return AccessOutcome.NotAllowed;
                if (change(tx, accessPoint, member, now))
                    Enter(tx, kind, at.Household, accessPoint, member, now);
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    private Task<AccessOutcome> ChangeAllAsync(
        AccountId? account, HouseholdId household, MemberRole least, string kind,
        Func<Transaction, HouseholdId, AccountId, DateTimeOffset, bool> change, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } member || HouseholdStore.RoleOf(tx.Connection, household, member) is not { } role)
                    return AccessOutcome.NotFound;
                if (role > least)
                    return AccessOutcome.NotAllowed;
                if (change(tx, household, member, now))
                    Enter(tx, kind, household, accessPoint: null, member, now);
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    private static NewAccessPoint New(AccessPointDraft draft, HouseholdId household, DateTimeOffset now)
    {
        var isTrunk = draft.Kind == AccessPointKind.Trunk;
        return new NewAccessPoint
        {
            Id = PortalId.New<AccessPointId>(now),
            Household = household,
            Kind = draft.Kind,
            Name = draft.Name.Trim(),
            TimeZone = draft.TimeZone,
            Handle = NewHandle(draft.Kind),
            Instructions = draft.Instructions.Trim(),
            Latitude = isTrunk ? null : draft.Latitude,
            Longitude = isTrunk ? null : draft.Longitude,
            Car = isTrunk ? new Car(draft.CarMake.Trim(), draft.CarModel.Trim(), draft.CarColour.Trim(), draft.CarPlate.Trim()) : null,
            Zone = isTrunk ? draft.Zone : null,
            ReachMetres = AccessPointRules.MostReachMetres(draft.Kind),
            Now = now,
        };
    }

    private void Enter(
        Transaction tx, string kind, HouseholdId household, AccessPointId? accessPoint, AccountId by, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = household,
            AccessPoint = accessPoint,
        });

    private static List<HouseholdView> Owned(DbConnection connection, AccountId? account) =>
        [.. HouseholdStore.Of(connection, account).Where(household => household.Role == MemberRole.Owner)];

    private static HouseholdView? Chosen(List<HouseholdView> owned, AccessPointDraft draft) =>
        draft.Household is { Length: > 0 } chosen ? owned.Find(household => household.Id.Value == chosen) : owned is [var only] ? only : null;

    private static Dictionary<string, string> HouseholdFault(List<HouseholdView> owned) => owned.Count == 0
        ? new(StringComparer.Ordinal) { [""] = AccessPointRulesText.OnlyAnOwnerAdds }
        : new(StringComparer.Ordinal) { [nameof(AccessPointDraft.Household)] = AccessPointRulesText.ChooseTheHousehold };
}
