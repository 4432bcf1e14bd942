namespace Portal.Client.Notifications;

/// <summary>Why mail is not delivered.</summary>
public enum MailFault
{
    /// <summary>The operator has set no mail server.</summary>
    NoServer,

    /// <summary>The mail server cannot be reached, or not in the way that was set.</summary>
    NotReached,

    /// <summary>The mail server does not take the message now.</summary>
    NotTaken,

    /// <summary>The mail server says that there is no such address.</summary>
    AddressRefused,
}
