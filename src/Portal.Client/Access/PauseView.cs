namespace Portal.Client.Access;

/// <summary>Who blocked an access point or the whole household, and since when.</summary>
public sealed record PauseView(string By, DateTimeOffset At);
