namespace Portal.Notifications;

/// <summary>Settings of section <c>Portal:Push</c>.</summary>
internal sealed class PushOptions
{
    public const string Section = "Portal:Push";

    /// <summary>Whom a push service may ask about the portal's messages: <c>mailto:</c> or <c>https:</c>; else it is the public address.</summary>
    public string Contact { get; set; } = "";
}
