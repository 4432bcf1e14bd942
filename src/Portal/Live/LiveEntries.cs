using System.Data.Common;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Live;

/// <summary>Reads the entries about access points of the households that an account is a member of now (S28).</summary>
internal sealed class LiveEntries(Database database)
{
    public const int Most = 1000;

    /// <summary>Up to <see cref="Most"/> entries after a position, in order.</summary>
    public Task<EventPage> AfterAsync(AccountId account, long position, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => After(connection, account, position, limit), cancellationToken);

    private static EventPage After(DbConnection connection, AccountId account, long position, int limit)
    {
        // A household at a time, so that each reads along its own index, however long the ledger is.
        var events = HouseholdStore.Of(connection, account)
            .SelectMany(household => Read(connection, account, household, position, limit + 1))
            .OrderBy(one => one.Position)
            .Take(limit + 1)
            .ToList();
        return events.Count > limit
            ? new EventPage(events[..limit], events[limit - 1].Position)
            : new EventPage(events, Next: null);
    }

    private static IEnumerable<AccessEvent> Read(DbConnection connection, AccountId account, HouseholdView household, long position, int limit)
    {
        var entries = LedgerReader.Read(
            connection,
            """
            body.household_id = @household AND body.position > @position AND body.access_point_id IS NOT NULL
            AND EXISTS (SELECT 1 FROM member WHERE member.household_id = body.household_id AND member.account_id = @account)
            ORDER BY body.position LIMIT @limit
            """,
            new { household = household.Id, position, account, limit });
        foreach (var entry in entries)
        {
            if (entry.AccessPointId is { } accessPoint)
                yield return AccessEvent.Of(Visible(entry, household.Role), accessPoint);
        }
    }

    // Where the car is, is the owner's to know (product.md, who may).
    private static LedgerEntry Visible(LedgerEntry entry, MemberRole role) =>
        entry.Kind == EventKinds.Position && role != MemberRole.Owner ? entry with { Data = "{}" } : entry;
}
