namespace Portal.Device.Protocol;

/// <summary>Where a portal answers devices, relative to its address.</summary>
public static class GatewayPaths
{
    /// <summary>The SignalR hub (JSON hub protocol over WebSockets; negotiation may be skipped).</summary>
    public const string Hub = "/gateway";

    /// <summary>Where a device claims a pairing code: POST <see cref="ClaimRequest"/>, 201 <see cref="ClaimResponse"/>.</summary>
    public const string Claim = "/api/devices/claim";

    /// <summary>POST: a picture, of a device that is signed in (its token as <c>Authorization: Bearer</c>).</summary>
    public static string SnapshotsOf(string deviceId) => $"/api/devices/{deviceId}/snapshots";

    /// <summary>Where a paired device gets itself a new key: POST <see cref="KeyRotation"/>, 200 <see cref="KeyRotated"/>.</summary>
    public static string KeyOf(string deviceId) => $"/api/devices/{deviceId}/key";
}
