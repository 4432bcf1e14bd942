using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>A bell with a camera. It holds nothing shut.</summary>
internal sealed class DoorbellBody : Body
{
    /// <inheritdoc/>
    public override Bolt FirstBolt => Bolt.None;

    /// <inheritdoc/>
    public override Door FirstDoor => Door.None;

    /// <inheritdoc/>
    public override BodyStep Press(BodyState state) => new(state, [new BodyReport(EventKinds.Press, new Cause(EventSources.Manual))]);

    /// <inheritdoc/>
    public override BodyStep Obey(BodyState state, DeviceOrder order, DateTimeOffset now) => BodyStep.NotSupported(state);

    /// <inheritdoc/>
    public override BodyStep OpenByHand(BodyState state, DateTimeOffset now) => BodyStep.NotSupported(state);

    /// <inheritdoc/>
    public override BodyStep CloseByHand(BodyState state, DateTimeOffset now) => BodyStep.NotSupported(state);

    /// <inheritdoc/>
    public override BodyStep UnlockByKey(BodyState state, DateTimeOffset now) => BodyStep.NotSupported(state);

    /// <inheritdoc/>
    public override BodyStep LockByHand(BodyState state, DateTimeOffset now) => BodyStep.NotSupported(state);

    /// <inheritdoc/>
    public override BodyStep Pass(BodyState state, DateTimeOffset now) => BodyStep.Nothing(state);

    /// <inheritdoc/>
    public override DateTimeOffset? NextDue(BodyState state) => null;

    /// <inheritdoc/>
    public override BodyState WakeUp(BodyState state, DateTimeOffset now) => state;
}
