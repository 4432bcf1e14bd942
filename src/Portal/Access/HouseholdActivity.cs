using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The household's ledger as its members read it: entries of their households only, read with their membership (S28).</summary>
internal sealed class HouseholdActivity(CurrentMember current, Database database) : IHouseholdActivity
{
    private const int MostAtOnce = 200;

    private const string Mine =
        "body.household_id IN (SELECT household_id FROM member WHERE account_id = @account) AND body.position < @before";

    private const string NewestFirst = " ORDER BY body.position DESC LIMIT @limit";

    public async Task<IReadOnlyList<EntryView>> ListAsync(
        ActivityFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var parameters = new
        {
            account,
            before = before ?? long.MaxValue,
            limit = Math.Clamp(limit, 1, MostAtOnce),
            filter.AccessPoint,
            filter.Kind,
        };
        var where = Mine
            + (filter.AccessPoint is null ? "" : " AND body.access_point_id = @AccessPoint")
            + (filter.Kind is null ? "" : " AND body.kind = @Kind")
            + NewestFirst;
        return await database.ReadAsync(
            connection => EntryViews.Of(connection, LedgerReader.Read(connection, where, parameters)), cancellationToken);
    }
}
