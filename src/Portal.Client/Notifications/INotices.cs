namespace Portal.Client.Notifications;

/// <summary>
/// How the signed-in person is told when no page is open: which browsers, of what, in which way, and when not. All of it is the person's own,
/// whatever the household.
/// </summary>
public interface INotices
{
    /// <param name="endpoint">Where the browser that looks takes messages, as it says itself; null when it takes none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null for nobody.</returns>
    Task<NoticeSettingsView?> FindAsync(string? endpoint, CancellationToken cancellationToken);

    /// <summary>Tells of a kind in one way, or no longer.</summary>
    Task ChooseAsync(NoticeKind kind, NoticeChannel channel, bool on, CancellationToken cancellationToken);

    /// <summary>Null: there are none.</summary>
    Task SetQuietHoursAsync(QuietHours? hours, CancellationToken cancellationToken);

    Task<AddBrowserOutcome> AddBrowserAsync(BrowserKeys keys, CancellationToken cancellationToken);

    /// <summary>False when it is none of theirs.</summary>
    Task<bool> RemoveBrowserAsync(PushBrowserId browser, CancellationToken cancellationToken);

    /// <summary>Sends one message and waits for the browser's own word.</summary>
    Task<TestOutcome> TestBrowserAsync(PushBrowserId browser, CancellationToken cancellationToken);

    /// <summary>Sends one mail to the person's address and waits until the mail server has taken it.</summary>
    Task<TestOutcome> TestMailAsync(CancellationToken cancellationToken);
}
