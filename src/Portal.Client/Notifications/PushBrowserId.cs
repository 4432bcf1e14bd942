namespace Portal.Client.Notifications;

/// <summary>A browser that takes push messages for an account.</summary>
public readonly record struct PushBrowserId(string Value) : IPortalId<PushBrowserId>
{
    public static string Prefix => "psh_";

    public static PushBrowserId From(string value) => new(value);

    public override string ToString() => Value;
}
