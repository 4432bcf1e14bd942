using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>
/// The mechanics of one sort of device, as pure functions: how it is and what is done to it, to how it is then and what it
/// reports. No clock, no file, no network.
/// </summary>
internal abstract class Body : Part
{
    /// <summary>The mechanics of a profile.</summary>
    public static Body For(DeviceProfile profile, BodyTiming timing) => profile switch
    {
        _ when profile == DeviceProfile.KeyBox || profile == DeviceProfile.SmartLock => new BoltedBody(timing),
        _ when profile == DeviceProfile.GarageOpener => new GarageBody(timing),
        _ when profile == DeviceProfile.ConnectedCar => new CarBody(timing),
        _ when profile == DeviceProfile.Doorbell => new DoorbellBody(),
        _ => throw new ArgumentException($"There is no virtual {profile}.", nameof(profile)),
    };

    /// <summary>How a new device leaves the factory: secured.</summary>
    public abstract Bolt FirstBolt { get; }

    /// <summary>Where the door is then.</summary>
    public virtual Door FirstDoor => Door.Closed;

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

    /// <summary>Somebody breaks it open, whatever holds it.</summary>
    public virtual BodyStep Force(BodyState state) => BodyStep.NotSupported(state);

    /// <summary>Something stands in the way of the door, or no longer does.</summary>
    public virtual BodyStep Block(BodyState state, bool isBlocked, DateTimeOffset now) => BodyStep.NotSupported(state);

    /// <summary>Somebody opens or shuts a door of the car that is not the trunk.</summary>
    public virtual BodyStep MoveCabin(BodyState state, bool isOpen) => BodyStep.NotSupported(state);

    /// <summary>Somebody presses the bell.</summary>
    public virtual BodyStep Press(BodyState state) => BodyStep.NotSupported(state);

    /// <summary>The power is back. Nothing opens by that (S09).</summary>
    public abstract BodyState WakeUp(BodyState state, DateTimeOffset now);

    /// <summary>Reports the way the door stands.</summary>
    protected static BodyStep SayDoor(BodyState next, Cause cause) =>
        new(next, next.DoorKind is { } kind ? [new BodyReport(kind, cause)] : []);
}
