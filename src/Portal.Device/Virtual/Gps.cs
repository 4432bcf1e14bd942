using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>The car that the device rides in, and the satellites above it: drives a route, and says every few seconds where it is.</summary>
/// <param name="every">Between two positions on the way.</param>
/// <param name="clock">The device's clock, for the time of a fix.</param>
internal sealed class Gps(TimeSpan every, Func<DateTimeOffset> clock) : Part
{
    private const double AccuracyM = 5;

    // Closer than this is there: what is left by rounding is no way to drive.
    private const double ThereM = 0.01;

    /// <summary>Where the device believes to be, for its heartbeats; null for one that does not know.</summary>
    public Position? Fix(BodyState state) => state switch
    {
        { LastFix: { } last } => last,
        { Lat: { } lat, Lon: { } lon } => new Position { Lat = lat, Lon = lon, AccuracyM = AccuracyM, At = WireTime.Format(clock()) },
        _ => null,
    };

    /// <summary>Reports the position; underground nothing new is known, so nothing is said.</summary>
    public BodyStep Say(BodyState state) => state switch
    {
        { Lat: null } => BodyStep.NotSupported(state),
        { LastFix: not null } => BodyStep.Nothing(state),
        _ when Fix(state) is { } fix => new BodyStep(
            state, [new BodyReport(EventKinds.Position, new { fix.Lat, fix.Lon, fix.AccuracyM, fix.At, moving = state.IsMoving })]),
        _ => BodyStep.Nothing(state),
    };

    /// <summary>It is somewhere else now, and stands there or drives on.</summary>
    public BodyStep Move(BodyState state, GeoPoint to, bool isMoving) => state.Lat is null
        ? BodyStep.NotSupported(state)
        : Say(state with { Lat = to.Lat, Lon = to.Lon, IsMoving = isMoving, Route = [], DroveAt = null });

    /// <summary>It drives from point to point and stands still at the last.</summary>
    /// <param name="state">Where it begins.</param>
    /// <param name="route">The points after this one.</param>
    /// <param name="speed">Metres per second.</param>
    /// <param name="now">When it drives off.</param>
    public BodyStep Drive(BodyState state, IReadOnlyList<GeoPoint> route, double speed, DateTimeOffset now) => state.Lat is null
        ? BodyStep.NotSupported(state)
        : Say(state with { Route = route, Speed = speed, DroveAt = now, IsMoving = true });

    /// <summary>The satellites are heard no more, or again.</summary>
    public BodyStep Hide(BodyState state, bool isHidden) => (state.LastFix is not null) == isHidden
        ? BodyStep.Nothing(state)
        : isHidden ? BodyStep.Nothing(state with { LastFix = Fix(state) }) : Say(state with { LastFix = null });

    /// <inheritdoc/>
    public override BodyStep Pass(BodyState state, DateTimeOffset now)
    {
        if (NextDue(state) is not { } due || due > now || state is not { DroveAt: { } since, Lat: { } lat, Lon: { } lon })
            return BodyStep.Nothing(state);
        var here = new GeoPoint(lat, lon);
        var left = (now - since).TotalSeconds * state.Speed;
        var ahead = state.Route;
        while (ahead is [var next, ..])
        {
            var leg = here.MetresTo(next);
            if (leg > left + ThereM)
            {
                here = here.Towards(next, left / leg);
                break;
            }

            (here, left, ahead) = (next, Math.Max(0, left - leg), [.. ahead.Skip(1)]);
        }

        var isMoving = ahead.Count > 0;
        return Say(state with { Lat = here.Lat, Lon = here.Lon, Route = ahead, IsMoving = isMoving, DroveAt = isMoving ? now : null });
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextDue(BodyState state)
    {
        if (state is not { DroveAt: { } since, Lat: { } lat, Lon: { } lon, Route: [..] route })
            return null;
        var (here, way) = (new GeoPoint(lat, lon), 0.0);
        foreach (var point in route)
        {
            way += here.MetresTo(point);
            here = point;
        }

        var untilThere = TimeSpan.FromSeconds(way / state.Speed);
        return since + (untilThere < every ? untilThere : every);
    }
}
