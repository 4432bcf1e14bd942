using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What happened at a household's doors: the bodies of its entries, and what else says who opened what when. Whole days of UTC go together, so that what
/// is entered about it is one entry a day. The heads stay, and with them every proof.
/// </summary>
internal sealed class ActivityRetention(LedgerErasure erasure) : IRetention
{
    public RetentionKind Kind => RetentionKind.Activity;

    public bool IsDue(DbConnection connection, HouseholdId household, DateTimeOffset before) =>
        Due(connection, household, DayOf(before), most: 1).Count > 0;

    public int Erase(Transaction tx, HouseholdId household, DateTimeOffset before, DateTimeOffset now)
    {
        var positions = Due(tx.Connection, household, DayOf(before), LedgerErasure.Most);
        if (positions.Count == 0)
            return OldFacts.Erase(tx, household, DayOf(before));
        erasure.Erase(tx, now, Actor.Portal, household, positions);
        return positions.Count;
    }

    private static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static List<long> Due(DbConnection connection, HouseholdId household, DateTimeOffset before, int most) =>
        connection.Query<long>(
            $"""
            SELECT body.position FROM ledger_body body JOIN ledger_head head ON head.position = body.position
            WHERE body.household_id = @household AND body.position < @end AND head.received_at < @before AND body.kind <> @EntriesErased
              AND NOT {UnendedDelivery.Has("body.delivery_id")}
            ORDER BY body.position LIMIT @most
            """,
            new { household, end = LedgerReader.FirstSince(connection, before), before, EntryKinds.EntriesErased, most }).AsList();
}
