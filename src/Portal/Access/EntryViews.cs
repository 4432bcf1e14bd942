using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Access;

/// <summary>Puts the names that a member may read beside entries: the ledger itself holds ids only.</summary>
internal static class EntryViews
{
    public static IReadOnlyList<EntryView> Of(DbConnection connection, IReadOnlyList<LedgerEntry> entries)
    {
        var places = Places(connection, entries);
        var people = People(connection, entries);
        return entries.Select(entry => View(entry, places, people)).ToList();
    }

    private static EntryView View(LedgerEntry entry, Dictionary<string, Place> places, Dictionary<string, string> people)
    {
        var place = entry.AccessPointId is { } id ? places.GetValueOrDefault(id.Value) : null;
        return new EntryView
        {
            Position = entry.Position,
            Id = entry.Id,
            Kind = entry.Kind,
            At = entry.At,
            ReceivedAt = entry.ReceivedAt,
            Late = entry.Late,
            Actor = entry.Actor,
            ActorName = entry.Actor.Id is { } actor ? people.GetValueOrDefault(actor) : null,
            AccessPointId = entry.AccessPointId,
            AccessPointName = place?.Name,
            TimeZone = place?.TimeZone,
            DeliveryId = entry.DeliveryId,
            Data = entry.Data,
        };
    }

    private static Dictionary<string, Place> Places(DbConnection connection, IReadOnlyList<LedgerEntry> entries) =>
        connection.Query<Place>(
                "SELECT id, name, time_zone FROM access_point WHERE id IN @ids",
                new { ids = entries.Select(entry => entry.AccessPointId?.Value).Where(id => id is not null).Distinct() })
            .ToDictionary(place => place.Id);

    /// <summary>Members and carriers by name; support agents only by what they are.</summary>
    private static Dictionary<string, string> People(DbConnection connection, IReadOnlyList<LedgerEntry> entries)
    {
        var ids = entries
            .Where(entry => entry.Actor.Kind is ActorKind.Account or ActorKind.Carrier)
            .Select(entry => entry.Actor.Id)
            .Distinct()
            .ToList();
        return connection.Query<(string Id, string Name)>(
                "SELECT id, name FROM account WHERE id IN @ids UNION ALL SELECT id, name FROM carrier WHERE id IN @ids", new { ids })
            .ToDictionary();
    }

    private sealed class Place
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string TimeZone { get; init; } = "";
    }
}
