using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Carriers;

/// <summary>Puts deliveries into the form in which carriers see them.</summary>
internal static class DeliveryBodies
{
    public static DeliveryBody Of(DbConnection connection, Delivery delivery) => Of(connection, [delivery])[0];

    public static IReadOnlyList<DeliveryBody> Of(DbConnection connection, IReadOnlyList<Delivery> deliveries)
    {
        var places = Places(connection, deliveries);
        var drivers = DriverStore.Names(connection, deliveries.Select(delivery => delivery.Driver).OfType<DriverId>().Distinct());
        var told = Fallbacks.Told(connection, deliveries.Select(delivery => delivery.Id));
        return deliveries
            .Select(delivery => Body(delivery, places[delivery.AccessPoint], drivers) with { Fallback = Fallback(told.GetValueOrDefault(delivery.Id)) })
            .ToList();
    }

    private static DeliveryBody Body(Delivery delivery, Place place, IReadOnlyDictionary<DriverId, string> drivers) => new()
    {
        Id = delivery.Id,
        State = delivery.State,
        Handle = place.Handle,
        TrackingNumber = delivery.TrackingNumber,
        Parcel = Body(delivery.Parcel),
        ProposedWindows = delivery.Proposed.Select(window => new WindowBody { Start = window.Start, End = window.End }).ToList(),
        ProposedBy = delivery.ProposedBy,
        Window = delivery.Window is { } window ? new AgreedWindowBody(window.Start, window.End, delivery.TimeZone) : null,
        Area = delivery.State is DeliveryState.Approved or DeliveryState.InProgress ? place.Area : null,
        Driver = delivery.Driver is { } driver ? new NamedDriverBody(driver, drivers[driver]) : null,
        Reason = delivery.Reason,
        Fallback = null,
        Late = delivery.Late,
        CreatedAt = delivery.CreatedAt,
        UpdatedAt = delivery.UpdatedAt,
        Version = delivery.Version,
    };

    private static string? Fallback(Instead? instead) => instead is null ? null : instead.Delivery?.Value ?? DeliveryBody.ReturnToDepot;

    private static ParcelBody Body(Parcel parcel) => new()
    {
        Description = parcel.Description,
        WeightG = parcel.WeightGrams,
        SizeMm = parcel.Size is { } size ? [size.Length, size.Width, size.Height] : null,
        PhotoUrl = parcel.PhotoUrl?.AbsoluteUri,
    };

    private static Dictionary<AccessPointId, Place> Places(DbConnection connection, IReadOnlyList<Delivery> deliveries) =>
        connection.Query<Place>(
                """
                SELECT access_point.id, access_point.handle,
                       coalesce(access_point.latitude, (SELECT latitude FROM device_state state JOIN device ON device.id = state.device_id
                           WHERE device.access_point_id = access_point.id AND device.state = 'active' AND device.state <> 'released' AND latitude IS NOT NULL
                           ORDER BY position_at DESC LIMIT 1)) AS latitude,
                       coalesce(access_point.longitude, (SELECT longitude FROM device_state state JOIN device ON device.id = state.device_id
                           WHERE device.access_point_id = access_point.id AND device.state = 'active' AND device.state <> 'released' AND longitude IS NOT NULL
                           ORDER BY position_at DESC LIMIT 1)) AS longitude
                FROM access_point WHERE access_point.id IN @ids
                """,
                new { ids = deliveries.Select(delivery => delivery.AccessPoint.Value).Distinct() })
            .ToDictionary(place => place.Id);

    private sealed class Place
    {
        public AccessPointId Id { get; init; }

        public string Handle { get; init; } = "";

        public double? Latitude { get; init; }

        public double? Longitude { get; init; }

        public AreaBody? Area => this is { Latitude: { } lat, Longitude: { } lon } ? RoundedPlace.Around(lat, lon) : null;
    }
}
