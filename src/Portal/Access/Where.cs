using System.Data.Common;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>
/// Where an access point is, for one of its members (product.md, Privacy): a car's position inside a window and from 30 min before it; outside
/// only the last one, and only for an owner of a household that keeps it.
/// </summary>
internal static class Where
{
    public static WhereView Find(DbConnection connection, AccessPointSettingsRow row, DateTimeOffset now)
    {
        var place = GrantStore.Place(connection, row.Id, DeviceStore.FindOpener(connection, row.Id)).ToFacts(now);
        var isFixed = place.Kind != AccessPointKind.Trunk;
        var ofWindow = isFixed || CarPositions.MayKeep(connection, row.Id, now) ? place.At : null;
        var at = ofWindow ?? (row is { IsOwner: true, KeepsPosition: true } ? CarPositions.FindKept(connection, row.Id) : null);
        return new WhereView
        {
            Kind = place.Kind,
            At = at,
            IsOfWindow = ofWindow is not null,
            Moving = ofWindow is not null && place.Moving,
            Zone = place.Zone,
            FromZone = at is null ? null : Leg(place.Zone, at),
            ReachMetres = (int)place.ReachM,
            KeepsPosition = row.KeepsPosition,
            IsOwner = row.IsOwner,
        };
    }

    private static GeoLeg? Leg(GeoZone? zone, GeoPosition at) => zone is null
        ? null
        : new GeoLeg(GeoDistance.Metres(zone.Lat, zone.Lon, at.Lat, at.Lon), GeoDistance.Bearing(zone.Lat, zone.Lon, at.Lat, at.Lon));
}
