using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The household's ledger as its members read it: entries of their households only, read with their membership (S28).</summary>
internal sealed class HouseholdActivity(CurrentMember current, Database database) : IHouseholdActivity
{
    private const int MostAtOnce = 200;
    private const int MostChoices = 200;

    public async Task<IReadOnlyList<EntryView>> ListAsync(
        ActivityFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(
            connection => EntryViews.Of(
                connection,
                ActivityQuery.Of(connection, account, filter).Read(connection, before ?? long.MaxValue, Math.Clamp(limit, 1, MostAtOnce))),
            cancellationToken);
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(
            connection => connection.ExecuteScalar<long>(
                "SELECT count(*) FROM ledger_body WHERE household_id IN (SELECT household_id FROM member WHERE account_id = @account)", new { account }),
            cancellationToken);
    }

    public async Task<ActivityChoices> FindChoicesAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(
            connection => new ActivityChoices(
                Places(connection, account),
                People(connection, account),
                Carriers(connection, account),
                HouseholdStore.Of(connection, account).Any(household => household.Role == MemberRole.Owner)),
            cancellationToken);
    }

    private static List<ActivityPlace> Places(DbConnection connection, AccountId? account) =>
        connection.Query<(AccessPointId Id, string Name, string TimeZone)>(
                $"""
                SELECT access_point.id, access_point.name, access_point.time_zone FROM access_point {Membership.Of("access_point")}
                ORDER BY access_point.name, access_point.id LIMIT @MostChoices
                """,
                new { account, MostChoices })
            .Select(row => new ActivityPlace(row.Id, row.Name, row.TimeZone))
            .ToList();

    private static List<ActivityPerson> People(DbConnection connection, AccountId? account) =>
        connection.Query<(AccountId Id, string Name)>(
                $"""
                SELECT DISTINCT account.id, account.name FROM member other {Membership.Of("other")} JOIN account ON account.id = other.account_id
                ORDER BY account.name, account.id LIMIT @MostChoices
                """,
                new { account, MostChoices })
            .Select(row => new ActivityPerson(row.Id, row.Name))
            .ToList();

    private static List<ActivityCarrier> Carriers(DbConnection connection, AccountId? account) =>
        connection.Query<(CarrierId Id, string Name)>(
                $"""
                SELECT DISTINCT carrier.id, carrier.name
                FROM delivery JOIN access_point ON access_point.id = delivery.access_point_id {Membership.Of("access_point")}
                JOIN carrier ON carrier.id = delivery.carrier_id
                ORDER BY carrier.name, carrier.id LIMIT @MostChoices
                """,
                new { account, MostChoices })
            .Select(row => new ActivityCarrier(row.Id, row.Name))
            .ToList();
}
