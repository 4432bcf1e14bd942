namespace Portal.Device.Virtual;

/// <summary>A part of a device that goes on by itself: the drive of a door, the car that it rides in, the battery.</summary>
internal abstract class Part
{
    /// <summary>Time has passed: what was due happens.</summary>
    public abstract BodyStep Pass(BodyState state, DateTimeOffset now);

    /// <summary>When something will happen by itself; null for never.</summary>
    public abstract DateTimeOffset? NextDue(BodyState state);
}
