using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Where a car is (product.md, Privacy): the rules' fix is kept from 30 min before a window to its end and dropped then. For the owners
/// alone, and only where they want it, the last fix stands elsewhere, each in place of the one before.
/// </summary>
internal sealed class CarPositions : ITimerHandler
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(30);

    public TimerKind Kind => TimerKind.CarPositionEnds;

    /// <summary>Whether the fix was kept for the rules, so that it may stand in the ledger.</summary>
    /// <param name="tx">The transaction of the report.</param>
    /// <param name="device">Whose it is.</param>
    /// <param name="position">The fix.</param>
    /// <param name="moving">Null: the device did not say.</param>
    /// <param name="isHighest">It has the device's highest number: the newest whatever its clock says. Otherwise its time decides.</param>
    /// <param name="now">Now.</param>
    public static bool Take(Transaction tx, DeviceContext device, GeoPosition position, bool? moving, bool isHighest, DateTimeOffset now)
    {
        // A fix from the future would never grow old.
        var fix = position.At > now ? position with { At = now } : position;
        if (device.KeepsPosition)
            KeepForOwners(tx, device.AccessPoint, fix);
        if (!MayKeep(tx.Connection, device.AccessPoint, now))
            return false;
        tx.Connection.Execute(
            """
            UPDATE device_state SET latitude = @Lat, longitude = @Lon, accuracy_metres = @AccuracyM, position_at = @At,
                                    moving = coalesce(@moving, moving)
            WHERE device_id = @Device AND (@isHighest OR position_at IS NULL OR position_at < @At)
            """,
            new { device.Device, fix.Lat, fix.Lon, fix.AccuracyM, fix.At, moving, isHighest });
        if (LastEnd(tx.Connection, device.AccessPoint, now) is { } end)
            Timers.Set(tx, TimerKind.CarPositionEnds, device.Device.Value, end);
        return true;
    }

    /// <summary>Whether a car's position may be kept now; a fixed device has none.</summary>
    public static bool MayKeep(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now) =>
        DeviceStore.HasWindow(connection, accessPoint, now, Ahead);

    /// <summary>The last fix that the owners keep; null for none.</summary>
    public static GeoPosition? FindKept(DbConnection connection, AccessPointId accessPoint) =>
        connection.QuerySingleOrDefault<Row>(
            "SELECT latitude, longitude, accuracy_metres, at FROM kept_position WHERE access_point_id = @accessPoint", new { accessPoint }) is { } row
            ? new GeoPosition(row.Latitude, row.Longitude, row.AccuracyMetres, row.At)
            : null;

    /// <summary>The window is over: what was kept for the rules goes.</summary>
    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        var place = tx.Connection.QuerySingle<AccessPointId>("SELECT access_point_id FROM device WHERE id = @subject", new { subject });
        if (LastEnd(tx.Connection, place, now) is { } end)
        {
            Timers.Set(tx, TimerKind.CarPositionEnds, subject, end);
            return;
        }

        tx.Connection.Execute(
            """
            UPDATE device_state SET latitude = NULL, longitude = NULL, accuracy_metres = NULL, position_at = NULL, moving = 0
            WHERE device_id = @subject
            """,
            new { subject });
    }

    private static void KeepForOwners(Transaction tx, AccessPointId accessPoint, GeoPosition fix) =>
        tx.Connection.Execute(
            """
            INSERT INTO kept_position (access_point_id, latitude, longitude, accuracy_metres, at)
            VALUES (@accessPoint, @Lat, @Lon, @AccuracyM, @At)
            ON CONFLICT (access_point_id) DO UPDATE
                SET latitude = excluded.latitude, longitude = excluded.longitude, accuracy_metres = excluded.accuracy_metres, at = excluded.at
                WHERE excluded.at >= kept_position.at
            """,
            new { accessPoint, fix.Lat, fix.Lon, fix.AccuracyM, fix.At });

    private static DateTimeOffset? LastEnd(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<DateTimeOffset?>(
            """
            SELECT not_after FROM access_grant
            WHERE access_point_id = @accessPoint AND state IN ('ready', 'in_use') AND not_before <= @soon AND @now < not_after
            ORDER BY not_after DESC LIMIT 1
            """,
            new { accessPoint, soon = now + Ahead, now });

    private sealed class Row
    {
        public double Latitude { get; init; }

        public double Longitude { get; init; }

        public double AccuracyMetres { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
