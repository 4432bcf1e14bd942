using System.Data.Common;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>The way to a person's phone and back, as its browser's own word shows it (docs/decisions/0039).</summary>
internal sealed class NoticeReach : INoticeReach
{
    /// <summary>How long a browser has to show what its push service has taken; a phone may be asleep.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public bool Reaches(DbConnection connection, HouseholdId household, DateTimeOffset now) =>
        Reaches(PushBrowserStore.OfAnswerers(connection, household), now);

    /// <summary>One browser is enough.</summary>
    public static bool Reaches(IReadOnlyList<PushBrowserView> browsers, DateTimeOffset now) =>
        browsers.Count == 0 || browsers.Any(browser => Shows(browser, now));

    // Its word may be noted shortly before its push service's.
    private static bool Shows(PushBrowserView browser, DateTimeOffset now) =>
        browser is { FailingSince: null, HeardAt: { } heard }
        && (browser.TakenAt is not { } taken || heard >= taken - Patience || now - taken < Patience);
}
