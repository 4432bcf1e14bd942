namespace Portal.Client.Access;

/// <summary>What the portal does about an alert by itself.</summary>
public enum AlertDeed
{
    /// <summary>No other delivery can use the opening until it is secured.</summary>
    Held,

    /// <summary>It asked the device to lock.</summary>
    LockAsked,

    /// <summary>It asked the drive to close.</summary>
    CloseAsked,

    /// <summary>The device was not connected, so it was not asked.</summary>
    NotReached,

    /// <summary>It took the delivery's grant back.</summary>
    GrantRevoked,

    /// <summary>The device refuses PINs until an owner arms them again.</summary>
    PinsClosed,

    /// <summary>It made the code of the window anew; its link goes on.</summary>
    CodeChanged,
}
