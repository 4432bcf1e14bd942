using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Access;

/// <summary>A device between its claim and an owner's word.</summary>
internal sealed record PendingDevice
{
    public required AccessPointId AccessPoint { get; init; }

    public required HouseholdId Household { get; init; }

    /// <summary>What it said of itself, with the check number.</summary>
    public required ClaimedDevice Said { get; init; }

    public required IReadOnlyList<string> Capabilities { get; init; }

    public required int HeartbeatSeconds { get; init; }

    public required int Epoch { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>An entry about its pairing, not yet appended.</summary>
    public NewEntry Entry(string kind, Actor actor, DateTimeOffset now, string data = "{}") => new()
    {
        Kind = kind,
        Actor = actor,
        At = now,
        Household = Household,
        AccessPoint = AccessPoint,
        Device = Said.Id,
        Data = data,
    };
}
