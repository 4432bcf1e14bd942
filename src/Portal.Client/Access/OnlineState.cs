namespace Portal.Client.Access;

/// <summary>Whether the device of an access point is heard.</summary>
public enum OnlineState
{
    Offline,
    Online,
}
