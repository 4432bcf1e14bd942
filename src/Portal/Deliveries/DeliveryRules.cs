using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>What is set for deliveries at an access point, as its members read it (S28).</summary>
internal static class DeliveryRules
{
    private const int MostCarriers = 200;
    private const int MostPlaces = 100;

    private static readonly string Select =
        $"""
        SELECT access_point.id, access_point.household_id, access_point.name, access_point.time_zone, access_point.fallback,
               access_point.fallback_access_point_id, access_point.allows_overlap, member.role,
               {CloudStandings.OpenersCloud} AS maker
        FROM access_point {Membership.Of("access_point")}

        """;

    public static DeliveryRulesView? Find(DbConnection connection, AccountId? account, AccessPointId accessPoint) =>
        connection.QuerySingleOrDefault<Row>(Select + $"WHERE access_point.id = @accessPoint AND {AccessPointStore.Stands}", new { account, accessPoint }) is { } row
            ? View(connection, row)
            : null;

    public static IReadOnlyList<DeliveryRulesView> All(DbConnection connection, AccountId? account) =>
        connection.Query<Row>(Select + $"WHERE {AccessPointStore.Stands} ORDER BY access_point.name, access_point.id LIMIT @MostPlaces", new { account, MostPlaces })
            .Select(row => View(connection, row))
            .ToList();

    private static DeliveryRulesView View(DbConnection connection, Row row) => new()
    {
        AccessPointId = row.Id,
        AccessPointName = row.Name,
        TimeZone = row.TimeZone,
        IsOwner = Words.Parse<MemberRole>(row.Role) == MemberRole.Owner,
        Rules = StandingRuleStore.At(connection, row.Id),
        Carriers = Carriers(connection, row),
        Fallback = new Fallback(Words.Parse<FallbackKind>(row.Fallback), row.FallbackAccessPointId),
        Others = Others(connection, row),
        AllowsOverlap = row.AllowsOverlap,
        Maker = row.Maker is { } maker ? Words.Parse<CloudMaker>(maker) : null,
    };

    private static List<CarrierChoice> Carriers(DbConnection connection, Row place) =>
        connection.Query<(CarrierId Id, string Name)>(
                """
                SELECT carrier.id, carrier.name FROM carrier
                WHERE carrier.standing = 'verified' AND NOT EXISTS (
                    SELECT 1 FROM carrier_block block
                    WHERE block.household_id = @HouseholdId AND block.carrier_id = carrier.id AND block.access_point_id IN ('', @Id))
                ORDER BY carrier.name, carrier.id LIMIT @MostCarriers
                """,
                new { place.HouseholdId, place.Id, MostCarriers })
            .Select(carrier => new CarrierChoice(carrier.Id, carrier.Name))
            .ToList();

    private static List<AccessPointChoice> Others(DbConnection connection, Row place) =>
        connection.Query<(AccessPointId Id, string Name)>(
                $"SELECT id, name FROM access_point WHERE household_id = @HouseholdId AND id <> @Id AND {AccessPointStore.Stands} ORDER BY name, id",
                new { place.HouseholdId, place.Id })
            .Select(other => new AccessPointChoice(other.Id, other.Name))
            .ToList();

    private sealed class Row
    {
        public AccessPointId Id { get; init; }

        public HouseholdId HouseholdId { get; init; }

        public string Name { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public string Fallback { get; init; } = "";

        public AccessPointId? FallbackAccessPointId { get; init; }

        public bool AllowsOverlap { get; init; }

        public string Role { get; init; } = "";

        public string? Maker { get; init; }
    }
}
