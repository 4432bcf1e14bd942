namespace Portal.Client.Notifications;

/// <summary>The ways of telling somebody who looks at no page.</summary>
public enum NoticeChannel
{
    /// <summary>A message to each of the person's browsers.</summary>
    Push,

    Mail,
}
