using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>What <em>secured</em> means for a device's profile: which of the two facts are part of it (product.md, device profiles).</summary>
internal readonly record struct SecuredMeaning(bool NeedsLock, bool NeedsDoor)
{
    public static SecuredMeaning Of(string profile) =>
        DeviceProfile.TryFind(profile, out var known) ? new(known.SecuredByLock, known.SecuredByDoor) : default;

    /// <summary>A profile that secures nothing by itself is never secured.</summary>
    public bool IsMet(LockState @lock, DoorState door) =>
        (NeedsLock || NeedsDoor)
        && (!NeedsLock || @lock == LockState.Locked)
        && (!NeedsDoor || door == DoorState.Closed);
}
