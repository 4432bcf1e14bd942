using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>
/// A car behind its maker's cloud: central locking, a trunk lid, and doors that are not Portal's. Unlike a box it does not lock when its
/// lid is shut; it locks again by itself only where nobody opened anything.
/// </summary>
internal sealed class CarBody(BodyTiming timing) : Body
{
    /// <summary>Words of this maker's own, which a portal keeps and shows as 'other'.</summary>
    public const string CabinOpened = "cabin_opened";

    /// <inheritdoc cref="CabinOpened"/>
    public const string CabinClosed = "cabin_closed";

    private const string CabinOpen = "cabin_open";

    private readonly BoltedBody _trunk = new(timing);

    /// <inheritdoc/>
    public override Bolt FirstBolt => _trunk.FirstBolt;

    /// <inheritdoc/>
    public override BodyStep Obey(BodyState state, DeviceOrder order, DateTimeOffset now) => order.Name switch
    {
        CommandNames.Unlock when state.IsMoving => BodyStep.Refused(state, "moving"),
        CommandNames.Lock when state.IsCabinOpen => BodyStep.Refused(state, CabinOpen),
        _ => _trunk.Obey(state, order, now),
    };

    /// <inheritdoc/>
    public override BodyStep OpenByHand(BodyState state, DateTimeOffset now) =>
        state.IsMoving ? BodyStep.Refused(state, "moving") : _trunk.OpenByHand(state, now);

    /// <inheritdoc/>
    public override BodyStep CloseByHand(BodyState state, DateTimeOffset now)
    {
        var shut = _trunk.CloseByHand(state, now);
        return shut with { Next = shut.Next with { LockAt = null } };
    }

    /// <inheritdoc/>
    public override BodyStep UnlockByKey(BodyState state, DateTimeOffset now) => _trunk.UnlockByKey(state, now);

    /// <inheritdoc/>
    public override BodyStep LockByHand(BodyState state, DateTimeOffset now) =>
        state.IsCabinOpen ? BodyStep.Refused(state, CabinOpen) : _trunk.LockByHand(state, now);

    /// <inheritdoc/>
    public override BodyStep Force(BodyState state) => _trunk.Force(state);

    /// <inheritdoc/>
    public override BodyStep MoveCabin(BodyState state, bool isOpen) => state switch
    {
        { Bolt: Bolt.Thrown } when isOpen => BodyStep.Refused(state, "locked"),
        { IsMoving: true } when isOpen => BodyStep.Refused(state, "moving"),
        _ when state.IsCabinOpen == isOpen => BodyStep.Nothing(state),
        _ => new BodyStep(
            state with { IsCabinOpen = isOpen, LockAt = null },
            [new BodyReport(isOpen ? CabinOpened : CabinClosed, new Cause(EventSources.Manual))]),
    };

    /// <inheritdoc/>
    public override BodyStep Pass(BodyState state, DateTimeOffset now) => _trunk.Pass(state, now);

    /// <inheritdoc/>
    public override DateTimeOffset? NextDue(BodyState state) => _trunk.NextDue(state);

    /// <inheritdoc/>
    /// <remarks>A car stays as it was left: nobody locks it but its key or a command.</remarks>
    public override BodyState WakeUp(BodyState state, DateTimeOffset now) => state;
}
