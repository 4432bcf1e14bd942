namespace Portal.Device.Protocol;

/// <summary>The codes that a device has to tell apart.</summary>
public static class GatewayErrorCodes
{
    /// <summary>Claimed but not yet confirmed by an owner: beat, and wait for <see cref="Protocol.Paired"/>.</summary>
    public const string DevicePending = "device_pending";

    /// <summary>HTTP 404 of a claim: the pairing code is wrong, used or expired; which of them is not told.</summary>
    public const string PairingCodeInvalid = "pairing_code_invalid";

    /// <summary>A member is missing, mistyped or out of range.</summary>
    public const string InvalidField = "invalid_field";

    /// <summary>A text or a list is longer than allowed.</summary>
    public const string TooLarge = "too_large";

    /// <summary>Too many messages: wait and send again.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>A kind that bears state came without a signature of this device's key over its canonical bytes.</summary>
    public const string SignatureInvalid = "signature_invalid";

    /// <summary>The same epoch and number were stored with other bytes: the device is quarantined.</summary>
    public const string SequenceConflict = "sequence_conflict";

    /// <summary>The event's epoch is not the one given at pairing.</summary>
    public const string EpochInvalid = "epoch_invalid";
}
