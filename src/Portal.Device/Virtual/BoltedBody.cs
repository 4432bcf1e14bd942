using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>A bolt and something that a hand opens and shuts: the key box with its trunk, the lock with its house door.</summary>
internal sealed class BoltedBody(BodyTiming timing) : Body
{
    private static readonly Cause ByHand = new(EventSources.Manual);
    private static readonly Cause ByItself = new(EventSources.Auto);

    /// <inheritdoc/>
    public override Bolt FirstBolt => Bolt.Thrown;

    /// <inheritdoc/>
    public override BodyStep Obey(BodyState state, DeviceOrder order, DateTimeOffset now) => order.Name switch
    {
        CommandNames.Unlock => Unlock(state, new Cause(order.Source, order.CommandId), order.OpenFor, now),
        CommandNames.Lock => Lock(state, new Cause(order.Source, order.CommandId)),
        _ => BodyStep.NotSupported(state),
    };

    /// <inheritdoc/>
    public override BodyStep OpenByHand(BodyState state, DateTimeOffset now) => state switch
    {
        { Door: Door.Open } => BodyStep.Refused(state, "already_open"),
        { Bolt: Bolt.Thrown } => BodyStep.Refused(state, "locked"),
        _ => SayDoor(state with { Door = Door.Open, LockAt = null }, ByHand),
    };

    /// <inheritdoc/>
    public override BodyStep CloseByHand(BodyState state, DateTimeOffset now) => state.Door == Door.Closed
        ? BodyStep.Refused(state, "already_closed")
        : SayDoor(state with { Door = Door.Closed, LockAt = now + timing.LockAfterClose }, ByHand);

    /// <inheritdoc/>
    public override BodyStep UnlockByKey(BodyState state, DateTimeOffset now) =>
        Unlock(state, new Cause(EventSources.Key), TimeSpan.FromSeconds(GatewayLimits.OpenSeconds), now);

    /// <inheritdoc/>
    public override BodyStep LockByHand(BodyState state, DateTimeOffset now) => Lock(state, ByHand);

    /// <inheritdoc/>
    public override BodyStep Force(BodyState state) => state.Door == Door.Open
        ? BodyStep.Refused(state, "already_open")
        : new BodyStep(state with { Door = Door.Open, LockAt = null }, [new BodyReport(EventKinds.DoorForcedOpen, new Cause(Source: null))]);

    /// <inheritdoc/>
    public override BodyStep Pass(BodyState state, DateTimeOffset now) =>
        state.LockAt <= now ? Lock(state with { LockAt = null }, ByItself) : BodyStep.Nothing(state);

    /// <inheritdoc/>
    public override DateTimeOffset? NextDue(BodyState state) => state.LockAt;

    /// <inheritdoc/>
    public override BodyState WakeUp(BodyState state, DateTimeOffset now) =>
        state is { Bolt: Bolt.Drawn, Door: Door.Closed } ? state with { LockAt = now } : state;

    private static BodyStep Unlock(BodyState state, Cause cause, TimeSpan openFor, DateTimeOffset now)
    {
        if (state.IsJammed)
            return Stuck(state, cause);

        // Reported also where the bolt was drawn already: the report is the evidence of the command.
        var next = state with { Bolt = Bolt.Drawn, IsStuck = false, LockAt = state.Door == Door.Closed ? now + openFor : null };
        return new BodyStep(next, [new BodyReport(EventKinds.Unlocked, cause)]);
    }

    private static BodyStep Lock(BodyState state, Cause cause)
    {
        if (state.Door != Door.Closed)
            return BodyStep.Refused(state, "door_open");
        return state.IsJammed
            ? Stuck(state, cause)
            : new BodyStep(
                state with { Bolt = Bolt.Thrown, IsStuck = false, LockAt = null }, [new BodyReport(EventKinds.Locked, cause)]);
    }

    private static BodyStep Stuck(BodyState state, Cause cause) =>
        new(state with { IsStuck = true, LockAt = null }, [new BodyReport(EventKinds.LockJammed, cause)], "jammed");
}
