using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>A device as a member of its household reaches it, whatever its state (S28).</summary>
internal sealed class OwnedDevice
{
    private static readonly string Select =
        $"""
        SELECT device.id, device.state, device.access_point_id, access_point.household_id, member.role
        FROM device JOIN access_point ON access_point.id = device.access_point_id {Membership.Of("access_point")}

        """;

    public DeviceId Id { get; init; }

    public string State { get; init; } = "";

    public AccessPointId AccessPointId { get; init; }

    public HouseholdId HouseholdId { get; init; }

    public string Role { get; init; } = "";

    /// <summary>Null for a stranger's and for one that does not exist.</summary>
    public static OwnedDevice? Find(Transaction tx, AccountId? account, DeviceId device) =>
        tx.Connection.QuerySingleOrDefault<OwnedDevice>(Select + "WHERE device.id = @device", new { account, device });

    /// <summary>Those that are paired at an access point, also when they are shut out.</summary>
    public static IReadOnlyList<OwnedDevice> PairedAt(Transaction tx, AccountId account, AccessPointId accessPoint) =>
        tx.Connection.Query<OwnedDevice>(
            Select + "WHERE device.access_point_id = @accessPoint AND device.state IN ('active', 'quarantined') ORDER BY device.id",
            new { account, accessPoint }).AsList();

    /// <summary>Why an owner's step-up action on it is not done; null when it may be (S25).</summary>
    public AccessOutcome? Refuse(bool isFresh, params IReadOnlyCollection<string> states)
    {
        if (Words.Parse<MemberRole>(Role) != MemberRole.Owner)
            return AccessOutcome.NotAllowed;
        if (!isFresh)
            return AccessOutcome.SignInAgain;
        return states.Contains(State) ? null : AccessOutcome.NoLongerPossible;
    }

    /// <summary>An entry about what an owner did with it, not yet appended.</summary>
    public NewEntry Entry(string kind, AccountId by, DateTimeOffset now) => new()
    {
        Kind = kind,
        Actor = new Actor(ActorKind.Account, by.Value),
        At = now,
        Household = HouseholdId,
        AccessPoint = AccessPointId,
        Device = Id,
    };
}
