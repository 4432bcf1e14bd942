namespace Portal.Notifications;

/// <summary>Settings of section <c>Portal:Mail</c>; without a host nothing is sent, and screens say so.</summary>
internal sealed class MailOptions
{
    public const string Section = "Portal:Mail";

    /// <summary>The mail server that takes what the portal sends.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c>, or <c>none</c> for a server on this machine.</summary>
    public string Security { get; set; } = "starttls";

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The address that stands as the sender.</summary>
    public string From { get; set; } = "";

    public string FromName { get; set; } = "Portal";

    public bool IsSet => Host.Length > 0;

    public bool IsEncrypted => Security != "none";
}
