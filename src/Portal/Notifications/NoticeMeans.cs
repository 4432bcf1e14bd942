namespace Portal.Notifications;

/// <summary>What the portal has for telling people.</summary>
internal sealed class NoticeMeans(VapidKey key, MailServer server)
{
    /// <summary>What a browser needs to subscribe.</summary>
    public string PushKey => key.PublicKey;

    public bool HasMail => server.IsThere;

    /// <summary>Where messages become files, in Development without a server.</summary>
    public string? MailFolder => server.Folder;
}
