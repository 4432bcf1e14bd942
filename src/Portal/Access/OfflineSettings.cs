using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What an owner decides about use without a line: off until switched on, by an owner who signed in recently (S14, S25). Only what the
/// paired device can do is offered.
/// </summary>
internal sealed class OfflineSettings(Database database, LedgerWriter ledger, TimeProvider time)
{
    public Task<OfflineView?> FindAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(connection => connection.QuerySingleOrDefault<Row>(Select, new { account, accessPoint, now })?.ToView(), cancellationToken);
    }

    public Task<AccessOutcome> SetAsync(
        AccountId? account, bool isFresh, AccessPointId accessPoint, OfflineMode mode, CancellationToken cancellationToken) =>
        ChangeAsync(
            account,
            accessPoint,
            isFresh || mode == OfflineMode.None,
            (tx, row, now, by) =>
            {
                if (row.Mode == mode || !(mode == OfflineMode.None || row.Offered.Contains(mode)))
                    return AccessOutcome.NoLongerPossible;
                tx.Connection.Execute("UPDATE access_point SET offline_mode = @word WHERE id = @accessPoint", new { word = Words.Of(mode), accessPoint });
                if (mode == OfflineMode.Pin)
                    OfflineStore.ArmPins(tx, accessPoint);
                Enter(tx, EntryKinds.OfflineModeSet, row, LedgerData.Of(new { mode }), by, now);
                return AccessOutcome.Done;
            },
            cancellationToken);

    public Task<AccessOutcome> RearmAsync(AccountId? account, bool isFresh, AccessPointId accessPoint, CancellationToken cancellationToken) =>
        ChangeAsync(
            account,
            accessPoint,
            isFresh,
            (tx, row, now, by) =>
            {
                if (row.PinsClosedAt is null || row.Mode != OfflineMode.Pin)
                    return AccessOutcome.NoLongerPossible;
                OfflineStore.ArmPins(tx, accessPoint);
                Enter(tx, EntryKinds.PinsArmed, row, "{}", by, now);
                return AccessOutcome.Done;
            },
            cancellationToken);

    private Task<AccessOutcome> ChangeAsync(
        AccountId? account,
        AccessPointId accessPoint,
        bool isFreshEnough,
        Func<Transaction, Row, DateTimeOffset, AccountId, AccessOutcome> change,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || tx.Connection.QuerySingleOrDefault<Row>(Select, new { account, accessPoint, now }) is not { } row)
                    return AccessOutcome.NotFound;
                if (!row.IsOwner)
                    return AccessOutcome.NotAllowed;
                return isFreshEnough ? change(tx, row, now, by) : AccessOutcome.SignInAgain;
            },
            cancellationToken);
    }

    private void Enter(Transaction tx, string kind, Row row, string data, AccountId by, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = row.HouseholdId,
            AccessPoint = row.Id,
            Data = data,
        });

    private static readonly string Select =
        $"""
        SELECT access_point.id, access_point.household_id, access_point.offline_mode, member.role,
               max(device.sealed_grant_key IS NOT NULL OR device.cloud IS NOT NULL AND EXISTS (
                   SELECT 1 FROM json_each(device.capabilities) capability WHERE capability.value = 'synced_grants')) AS can_sync,
               max(device.cloud) AS maker, max(device.sealed_offline_secret IS NOT NULL) AS can_judge_pins,
               min(offline_list.pins_closed_at) AS pins_closed_at,
               (SELECT max(reach.until) FROM {OfflineStore.Reach} reach WHERE reach.access_point_id = access_point.id AND reach.until > @now) AS codes_until
        FROM access_point {Membership.Of("access_point")}
        LEFT JOIN device ON device.access_point_id = access_point.id AND device.state <> 'released' AND device.state = 'active'
            AND EXISTS (SELECT 1 FROM json_each(device.capabilities) capability WHERE capability.value IN ('lock', 'door_drive'))
        LEFT JOIN offline_list ON offline_list.device_id = device.id
        WHERE access_point.id = @accessPoint AND {AccessPointStore.Stands}
        GROUP BY access_point.id
        """;

    private sealed class Row
    {
        public AccessPointId Id { get; init; }

        public HouseholdId HouseholdId { get; init; }

        public string OfflineMode { get; init; } = "";

        public string Role { get; init; } = "";

        public bool CanSync { get; init; }

        public string? Maker { get; init; }

        public bool CanJudgePins { get; init; }

        public DateTimeOffset? PinsClosedAt { get; init; }

        public DateTimeOffset? CodesUntil { get; init; }

        public bool IsOwner => Words.Parse<MemberRole>(Role) == MemberRole.Owner;

        public OfflineMode Mode => Words.Parse<OfflineMode>(OfflineMode);

        public IReadOnlyList<OfflineMode> Offered =>
            [.. CanSync ? [Client.Access.OfflineMode.Synced] : Array.Empty<OfflineMode>(), .. CanJudgePins ? [Client.Access.OfflineMode.Pin] : Array.Empty<OfflineMode>()];

        public OfflineView ToView() => new()
        {
            Mode = Mode,
            Offered = Offered,
            MayChange = IsOwner,
            Maker = Maker is { } maker ? Words.Parse<CloudMaker>(maker) : null,
            PinsClosedAt = PinsClosedAt,
            CodesUntil = CodesUntil,
        };
    }
}
