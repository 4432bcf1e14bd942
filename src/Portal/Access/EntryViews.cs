using System.Data.Common;
using System.Text.Json;
using Dapper;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Access;

/// <summary>Entries of a household as its members read them: with the names of who acted, to whom and where, as those are now.</summary>
internal static class EntryViews
{
    public static IReadOnlyList<EntryView> Of(DbConnection connection, IReadOnlyList<LedgerEntry> entries)
    {
        var names = Names(connection, entries);
        var places = Places(connection, entries);
        return entries.Select(entry => View(entry, names, places)).ToList();
    }

    private static EntryView View(LedgerEntry entry, Dictionary<string, string> names, Dictionary<AccessPointId, Place> places)
    {
        var subject = EntrySubjects.Of(entry);
        var place = entry.AccessPointId is { } id ? places.GetValueOrDefault(id) : null;
        return new EntryView
        {
            Position = entry.Position,
            Id = entry.Id,
            Kind = entry.Kind,
            At = entry.At,
            ReceivedAt = entry.ReceivedAt,
            Late = entry.Late,
            ClaimedAt = entry.ClaimedAt,
            Actor = entry.Actor,
            ActorName = entry.Actor.Id is { } actor ? names.GetValueOrDefault(actor) : null,
            SubjectName = subject is null ? null : names.GetValueOrDefault(subject),
            AccessPointId = entry.AccessPointId,
            AccessPointName = place?.Name,
            TimeZone = place?.TimeZone,
            DeliveryId = entry.DeliveryId,
            Data = entry.Data,
        };
    }

    /// <summary>
    /// By id; a driver's is that of the phone. Staff have none: the household reads the case and the reason, not the person. Neither has an
    /// account that was deleted.
    /// </summary>
    private static Dictionary<string, string> Names(DbConnection connection, IReadOnlyList<LedgerEntry> entries) =>
        connection.Query<(string Id, string Name)>(
                """
                SELECT id, name FROM account WHERE id IN (SELECT value FROM json_each(@accounts) UNION SELECT value FROM json_each(@subjects)) AND name <> ''
                UNION ALL SELECT id, name FROM carrier WHERE id IN (SELECT value FROM json_each(@carriers) UNION SELECT value FROM json_each(@subjects))
                UNION ALL SELECT driver_session.id, driver.name FROM driver_session
                    JOIN access_grant ON access_grant.id = driver_session.grant_id JOIN driver ON driver.id = access_grant.driver_id
                    WHERE driver_session.id IN (SELECT value FROM json_each(@drivers))
                UNION ALL SELECT id, model FROM device WHERE id IN (SELECT value FROM json_each(@devices))
                """,
                new
                {
                    accounts = Ids(entries, ActorKind.Account),
                    carriers = Ids(entries, ActorKind.Carrier),
                    drivers = Ids(entries, ActorKind.Driver),
                    devices = Ids(entries, ActorKind.Device),
                    subjects = List(entries.Select(EntrySubjects.Of)),
                })
            .ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);

    private static Dictionary<AccessPointId, Place> Places(DbConnection connection, IReadOnlyList<LedgerEntry> entries) =>
        connection.Query<Place>(
                "SELECT id, name, time_zone FROM access_point WHERE id IN (SELECT value FROM json_each(@places))",
                new { places = List(entries.Select(entry => entry.AccessPointId?.Value)) })
            .ToDictionary(place => place.Id);

    private static string Ids(IReadOnlyList<LedgerEntry> entries, ActorKind kind) =>
        List(entries.Where(entry => entry.Actor.Kind == kind).Select(entry => entry.Actor.Id));

    /// <summary>One parameter however many there are, so that the text of the statement stays the same.</summary>
    private static string List(IEnumerable<string?> ids) => JsonSerializer.Serialize(ids.OfType<string>().Distinct());

    private sealed class Place
    {
        public AccessPointId Id { get; init; }

        public string Name { get; init; } = "";

        public string TimeZone { get; init; } = "";
    }
}
