namespace Portal.Client.Access;

/// <summary>The life of an alert: open, then acknowledged or cleared; acknowledged, then cleared; cleared is the end.</summary>
public enum AlertState
{
    Open,
    Acknowledged,
    Cleared,
}
