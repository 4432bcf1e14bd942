using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>A garage door with a drive that moves it, takes its time, and holds it where it is.</summary>
internal sealed class GarageBody(BodyTiming timing) : Body
{
    /// <summary>Where something in the way stands: a closing door meets it that far open.</summary>
    private const double ObstacleAt = 0.4;

    private static readonly Cause ByButton = new(EventSources.Manual);

    /// <inheritdoc/>
    public override Bolt FirstBolt => Bolt.None;

    /// <inheritdoc/>
    public override BodyStep Obey(BodyState state, DeviceOrder order, DateTimeOffset now)
    {
        var cause = new Cause(order.Source, order.CommandId);
        return order.Name switch
        {
            CommandNames.Open => Drive(state, Door.Opening, cause, now),
            CommandNames.Close => Warn(state, cause, now),
            CommandNames.Stop => Stop(state, cause, now),
            _ => BodyStep.NotSupported(state),
        };
    }

    /// <inheritdoc/>
    public override BodyStep OpenByHand(BodyState state, DateTimeOffset now) => state.Door == Door.Open
        ? BodyStep.Refused(state, "already_open")
        : Drive(state, Door.Opening, ByButton, now);

    /// <inheritdoc/>
    /// <remarks>Without the warning: whoever presses the button stands there.</remarks>
    public override BodyStep CloseByHand(BodyState state, DateTimeOffset now) => state.Door == Door.Closed
        ? BodyStep.Refused(state, "already_closed")
        : Drive(state, Door.Closing, ByButton, now);

    /// <inheritdoc/>
    public override BodyStep UnlockByKey(BodyState state, DateTimeOffset now) => BodyStep.NotSupported(state);

    /// <inheritdoc/>
    public override BodyStep LockByHand(BodyState state, DateTimeOffset now) => BodyStep.NotSupported(state);

    /// <inheritdoc/>
    public override BodyStep Pass(BodyState state, DateTimeOffset now)
    {
        if (NextDue(state) is not { } due || due > now)
            return BodyStep.Nothing(state);
        var cause = state.DriveCause ?? new Cause(EventSources.Auto);
        return state switch
        {
            { WarningSince: not null } => Drive(state, Door.Closing, cause, now),
            { Door: Door.Closing, IsBlocked: true } => Reverse(state, cause, now),
            _ => Arrived(state, state.Door == Door.Opening ? Door.Open : Door.Closed, cause),
        };
    }

    /// <inheritdoc/>
    public override BodyStep Block(BodyState state, bool isBlocked, DateTimeOffset now) => BodyStep.Nothing(state with { IsBlocked = isBlocked });

    /// <inheritdoc/>
    public override DateTimeOffset? NextDue(BodyState state) => state switch
    {
        { WarningSince: { } since } => since + timing.CloseWarning,
        { MovingSince: { } since, Door: Door.Opening } => since + (timing.Travel * (1 - state.OpenPart)),
        { MovingSince: { } since, IsBlocked: true } => since + (timing.Travel * Math.Max(0, state.OpenPart - ObstacleAt)),
        { MovingSince: { } since } => since + (timing.Travel * state.OpenPart),
        _ => null,
    };

    /// <inheritdoc/>
    /// <remarks>Without power the drive stood still; where, is not known better than when it began to move.</remarks>
    public override BodyState WakeUp(BodyState state, DateTimeOffset now) => state with
    {
        Door = state.Door is Door.Opening or Door.Closing ? Door.Ajar : state.Door,
        MovingSince = null,
        WarningSince = null,
        DriveCause = null,
    };

    private BodyStep Drive(BodyState state, Door way, Cause cause, DateTimeOffset now)
    {
        var end = way == Door.Opening ? Door.Open : Door.Closed;
        if (state.Door == end)
            return Arrived(state, end, cause);
        return SayDoor(Halted(state, now) with { Door = way, MovingSince = now, DriveCause = cause }, cause);
    }

    // As a real one: what it met is said, and the door goes up again (S08).
    private BodyStep Reverse(BodyState state, Cause cause, DateTimeOffset now)
    {
        var halted = Halted(state, now);
        var back = SayDoor(halted with { Door = Door.Opening, MovingSince = now, DriveCause = new Cause(EventSources.Auto) }, new Cause(EventSources.Auto));
        return back with { Reports = [new BodyReport(EventKinds.DoorObstructed, cause), .. back.Reports] };
    }

    private BodyStep Warn(BodyState state, Cause cause, DateTimeOffset now)
    {
        if (state.Door is Door.Closed or Door.Closing)
            return Drive(state, Door.Closing, cause, now);
        var stopped = state.Door == Door.Opening ? Stop(state, cause, now) : BodyStep.Nothing(state);
        return stopped with { Next = stopped.Next with { WarningSince = now, DriveCause = cause } };
    }

    private BodyStep Stop(BodyState state, Cause cause, DateTimeOffset now)
    {
        var halted = Halted(state, now);
        return SayDoor(halted.Door is Door.Opening or Door.Closing ? halted with { Door = Door.Ajar } : halted, cause);
    }

    private static BodyStep Arrived(BodyState state, Door end, Cause cause) => SayDoor(
        state with { Door = end, OpenPart = end == Door.Open ? 1 : 0, MovingSince = null, WarningSince = null, DriveCause = null },
        cause);

    // The drive stops where the door is now.
    private BodyState Halted(BodyState state, DateTimeOffset now)
    {
        var moved = state.MovingSince is { } since ? (now - since) / timing.Travel : 0;
        var part = state.Door == Door.Closing ? state.OpenPart - moved : state.OpenPart + moved;
        return state with { OpenPart = Math.Clamp(part, 0, 1), MovingSince = null, WarningSince = null, DriveCause = null };
    }
}
