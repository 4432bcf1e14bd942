namespace Portal.Client.Notifications;

/// <summary>Why a push message is not delivered.</summary>
public enum PushFault
{
    /// <summary>The push service cannot be reached.</summary>
    NotReached,

    /// <summary>The push service does not take the message now.</summary>
    NotTaken,

    /// <summary>The push service refuses what the portal sends.</summary>
    Refused,

    /// <summary>The browser takes no messages any more.</summary>
    Gone,
}
