using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The carriers' part of the household's page, for whoever is signed in (S28).</summary>
internal sealed class HouseholdCarriers(CurrentMember current, Database database, CarrierBlocks blocks) : IHouseholdCarriers
{
    private const int Most = 200;

    public async Task<IReadOnlyList<HouseholdCarriersView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(
            connection => HouseholdStore.Of(connection, account)
                .Select(household => new HouseholdCarriersView(household.Id, Of(connection, household.Id)))
                .ToList(),
            cancellationToken);
    }

    public async Task<CarrierBlockOutcome> BlockAsync(HouseholdId household, CarrierId carrier, bool isBlocked, CancellationToken cancellationToken) =>
        await blocks.SetAsync(
            await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), household, carrier, isBlocked, cancellationToken);

    /// <summary>Those that the household has to do with, by name.</summary>
    public static IReadOnlyList<HouseholdCarrierView> Of(DbConnection connection, HouseholdId household) =>
        connection.Query<(CarrierId Id, string Name, string Standing, DateTimeOffset? BlockedAt)>(
                """
                SELECT carrier.id, carrier.name, carrier.standing, block.blocked_at
                FROM carrier
                LEFT JOIN carrier_block block ON block.household_id = @household AND block.access_point_id = '' AND block.carrier_id = carrier.id
                WHERE block.carrier_id IS NOT NULL OR carrier.id IN (
                    SELECT delivery.carrier_id FROM access_point place JOIN delivery ON delivery.access_point_id = place.id WHERE place.household_id = @household
                    UNION SELECT rule.carrier_id FROM access_point place JOIN standing_rule rule ON rule.access_point_id = place.id WHERE place.household_id = @household)
                ORDER BY carrier.name, carrier.id LIMIT @Most
                """,
                new { household, Most })
            .Select(row => new HouseholdCarrierView(row.Id, row.Name, Words.Parse<CarrierState>(row.Standing), row.BlockedAt))
            .ToList();
}
