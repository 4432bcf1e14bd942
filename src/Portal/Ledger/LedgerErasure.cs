using System.Text.Json;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>
/// Erases bodies for privacy. The heads stay, so every proof stays; and an entry says which bodies went, so that 'ledger check' can
/// tell what was erased from what was made to disappear.
/// </summary>
internal sealed class LedgerErasure(LedgerWriter writer)
{
    /// <summary>Positions that one entry may name; a larger erasure is several.</summary>
    public const int Most = 1000;

    /// <summary>Erases the bodies at these positions and returns the position of the entry that says so.</summary>
    /// <exception cref="ArgumentException">Too many or none, or one of them has no body, or is itself the trace of an erasure.</exception>
    public long Erase(Transaction tx, DateTimeOffset now, Actor actor, HouseholdId? household, IReadOnlyCollection<long> positions)
    {
        if (positions.Count is 0 or > Most)
            throw new ArgumentException($"Erase 1 to {Most} entries at once.", nameof(positions));
        var erased = tx.Connection.Execute(
            "DELETE FROM ledger_body WHERE position IN @positions AND kind <> @EntriesErased", new { positions, EntryKinds.EntriesErased });
        if (erased != positions.Count)
            throw new ArgumentException("An entry has no body any more, or may not be erased.", nameof(positions));
        return writer.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.EntriesErased,
            Actor = actor,
            At = now,
            Household = household,
            Data = JsonSerializer.Serialize(new Trace(positions.Order().ToList()), PortalJson.Options),
        });
    }

    /// <summary>The data of an erasure's entry.</summary>
    internal sealed record Trace(IReadOnlyList<long> Positions);
}
