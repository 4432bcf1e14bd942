using System.Data.Common;
using System.Text.Json;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Ledger;

namespace Portal.Notifications;

/// <summary>What an entry is about, as it stands now: a name may have changed, an alert may be over.</summary>
internal sealed class NoticeFacts
{
    public string? Name { get; init; }

    public string? PlaceKind { get; init; }

    public string? TimeZone { get; init; }

    public string? DeliveryState { get; init; }

    public string? ProposedBy { get; init; }

    /// <summary>A standing rule has approved it.</summary>
    public bool ByRule { get; init; }

    public string? Carrier { get; init; }

    /// <summary>The name of the account that acted.</summary>
    public string? Actor { get; init; }

    public IReadOnlyList<DeliveryWindow> Windows { get; private set; } = [];

    public bool WaitsForAnAnswer => DeliveryState == Words.Of(Client.Deliveries.DeliveryState.Requested) && ProposedBy == Words.Of(Proposer.Carrier);

    public static NoticeFacts Of(DbConnection connection, LedgerEntry entry)
    {
        var facts = connection.QuerySingle<NoticeFacts>(
            """
            SELECT access_point.name, access_point.kind AS place_kind, access_point.time_zone,
                   delivery.state AS delivery_state, delivery.proposed_by, delivery.rule_id IS NOT NULL AS by_rule,
                   coalesce(carrier.name, delivery.parcel_description) AS carrier, actor.name AS actor
            FROM (SELECT 1)
            LEFT JOIN access_point ON access_point.id = @AccessPointId
            LEFT JOIN delivery ON delivery.id = @DeliveryId
            LEFT JOIN carrier ON carrier.id = delivery.carrier_id
            LEFT JOIN account actor ON actor.id = @actor
            """,
            new { entry.AccessPointId, entry.DeliveryId, actor = entry.Actor.Kind == ActorKind.Account ? entry.Actor.Id : null });
        if (facts.WaitsForAnAnswer)
        {
            facts.Windows = connection.Query<(DateTimeOffset Start, DateTimeOffset End)>(
                    "SELECT starts_at, ends_at FROM delivery_window WHERE delivery_id = @DeliveryId ORDER BY place", new { entry.DeliveryId })
                .Select(window => new DeliveryWindow(window.Start, window.End))
                .ToList();
        }

        return facts;
    }

    /// <summary>The alert that an entry names, as it is now; null for none.</summary>
    public static AlertView? AlertOf(DbConnection connection, LedgerEntry entry) =>
        PortalId.TryParse<AlertId>(TextOf(entry, "alert"), out var id)
        && connection.QuerySingleOrDefault<AlertRow>(
            """
            SELECT alert.id, alert.kind, alert.state, alert.access_point_id, access_point.name, alert.opened_at, alert.late, alert.urgent,
                   alert.delivery_id, account.name AS taker
            FROM alert JOIN access_point ON access_point.id = alert.access_point_id
            LEFT JOIN account ON account.id = alert.acknowledged_by WHERE alert.id = @id
            """,
            new { id }) is { } row
            ? row.ToView()
            : null;

    public NoticeStory Story(NoticeKind kind, LedgerEntry entry, AlertView? alert) => new()
    {
        Kind = kind,
        Place = PlaceKind is null ? null : Words.Parse<AccessPointKind>(PlaceKind),
        Alert = alert,
        Carrier = Carrier,
        Windows = Windows,
        Entry = new EntryView
        {
            Position = entry.Position,
            Id = entry.Id,
            Kind = entry.Kind,
            At = entry.At,
            ReceivedAt = entry.ReceivedAt,
            Late = entry.Late,
            ClaimedAt = entry.ClaimedAt,
            Actor = entry.Actor,
            ActorName = Actor,
            AccessPointId = entry.AccessPointId,
            AccessPointName = Name,
            TimeZone = TimeZone,
            DeliveryId = entry.DeliveryId,
            Data = entry.Data,
        },
    };

    private static string? TextOf(LedgerEntry entry, string name) =>
        JsonSerializer.Deserialize<JsonElement>(entry.Data).TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private sealed class AlertRow
    {
        public AlertId Id { get; init; }

        public string Kind { get; init; } = "";

        public string State { get; init; } = "";

        public AccessPointId AccessPointId { get; init; }

        public string Name { get; init; } = "";

        public DateTimeOffset OpenedAt { get; init; }

        public bool Late { get; init; }

        public bool Urgent { get; init; }

        public DeliveryId? DeliveryId { get; init; }

        public string? Taker { get; init; }

        public AlertView ToView() => new()
        {
            Id = Id,
            Kind = Words.Parse<AlertKind>(Kind),
            State = Words.Parse<AlertState>(State),
            // The same words go to several: who may take it is looked at when one of them does.
            Role = MemberRole.Viewer,
            AccessPointId = AccessPointId,
            AccessPointName = Name,
            OpenedAt = OpenedAt,
            Late = Late,
            Urgent = Urgent,
            DeliveryId = DeliveryId,
            AcknowledgedBy = Taker,
        };
    }
}
