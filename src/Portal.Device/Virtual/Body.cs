using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>
/// The mechanics of one sort of device, as pure functions: how it is and what is done to it, to how it is then and what it
/// reports. No clock, no file, no network.
/// </summary>
internal abstract class Body
{
    /// <summary>Something that was not possible, as the error of a <see cref="BodyStep"/>.</summary>
    protected const string NotSupported = "not_supported";

    /// <summary>The mechanics for a profile; null where there are none to try out.</summary>
    public static Body? For(DeviceProfile profile, BodyTiming timing) => profile switch
    {
        _ when profile == DeviceProfile.KeyBox || profile == DeviceProfile.SmartLock => new BoltedBody(timing),
        _ when profile == DeviceProfile.GarageOpener => new GarageBody(timing),
        _ => null,
    };

    /// <summary>How a new device leaves the factory: secured.</summary>
    public abstract Bolt FirstBolt { get; }

    /// <summary>The portal's command, or a granted code.</summary>
    public abstract BodyStep Obey(BodyState state, DeviceOrder order, DateTimeOffset now);

    /// <summary>Somebody opens the lid or door, or presses the button on the wall.</summary>
    public abstract BodyStep OpenByHand(BodyState state, DateTimeOffset now);

    /// <summary>Somebody shuts it, or presses the button on the wall.</summary>
    public abstract BodyStep CloseByHand(BodyState state, DateTimeOffset now);

    /// <summary>Somebody turns the owner's own key or knob.</summary>
    public abstract BodyStep UnlockByKey(BodyState state, DateTimeOffset now);

    /// <summary>Somebody turns the owner's own key or knob back.</summary>
    public abstract BodyStep LockByHand(BodyState state, DateTimeOffset now);

    /// <summary>Time has passed: what was due happens.</summary>
    public abstract BodyStep Pass(BodyState state, DateTimeOffset now);

    /// <summary>When something will happen by itself; null for never.</summary>
    public abstract DateTimeOffset? NextDue(BodyState state);

    /// <summary>The power is back. Nothing opens by that (S09).</summary>
    public abstract BodyState WakeUp(BodyState state, DateTimeOffset now);

    /// <summary>Reports the way the door stands.</summary>
    protected static BodyStep SayDoor(BodyState next, Cause cause) => new(next, [new BodyReport(next.DoorKind, cause)]);
}
