using System.Text.Json;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Access;

/// <summary>To whom an entry was done, or about which carrier: an id in its data, under the name that its kind has for it. Names are in no entry.</summary>
internal static class EntrySubjects
{
    /// <summary>Kinds that name a member, and those that name a carrier.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        EntryKinds.MemberRoleChanged, EntryKinds.MemberRemoved, EntryKinds.MemberLeft, EntryKinds.TokenRevoked, EntryKinds.CarrierBlocked,
        EntryKinds.CarrierUnblocked, EntryKinds.StandingRuleMade, EntryKinds.StandingRuleSwitchedOff, EntryKinds.StandingRuleSwitchedOn,
    ];

    /// <summary>The id in the JSON text of a body, as SQL: for entries of <see cref="Kinds"/> alone.</summary>
    public const string Sql = "coalesce(json_extract(CAST(body.body AS TEXT), '$.data.member'), json_extract(CAST(body.body AS TEXT), '$.data.carrier'))";

    /// <summary>The id; null where the kind names nobody. What a device says names nobody, whatever it calls it.</summary>
    public static string? Of(LedgerEntry entry)
    {
        if (entry.Actor.Kind == ActorKind.Device || !Kinds.Contains(entry.Kind, StringComparer.Ordinal))
            return null;
        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.TryGetProperty("member", out var subject) || data.RootElement.TryGetProperty("carrier", out subject)
            ? subject.GetString()
            : null;
    }
}
