using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Starts, confirms and ends signed-in browsers.</summary>
internal sealed class Sessions(Database database, SessionStore store, TimeProvider time, ILogger<Sessions> logger)
{
    /// <summary>A member stays signed in on the own phone; staff sign in each day.</summary>
    private static readonly TimeSpan MemberLasts = TimeSpan.FromDays(30);
    private static readonly TimeSpan StaffLasts = TimeSpan.FromHours(12);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Nobody needs to know more exactly when a browser was used, and each note is a write.</summary>
    private static readonly TimeSpan SeenTo = TimeSpan.FromMinutes(5);

    /// <summary>A new session for somebody who has just proved who they are; null when what they proved it against has changed since (S26).</summary>
    /// <param name="tx">What else begins with it.</param>
    /// <param name="account">Whose it is, as it was read for the proof.</param>
    /// <param name="browser">As <see cref="BrowserName"/> has it.</param>
    /// <param name="now">When they did.</param>
    public static LiveSession? Start(Transaction tx, Account account, string browser, DateTimeOffset now)
    {
        if (AccountStore.SecurityStampOf(tx.Connection, account.Id) != account.SecurityStamp)
            return null;
        var id = PortalId.New<SessionId>(now);
        var lasts = AccountStore.IsStaff(tx.Connection, account.Id) ? StaffLasts : MemberLasts;
        SessionStore.DeleteOld(tx, account.Id, now - Remembered);
        SessionStore.Insert(tx, id, account.Id, browser, now, now + lasts);
        return SessionStore.Find(tx.Connection, id, now);
    }

    /// <summary>The session if it is alive now; null when it ended, expired or never was.</summary>
    public Task<LiveSession?> FindAsync(SessionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SessionStore.Find(connection, id, time.GetUtcNow()), cancellationToken);

    /// <summary>The session of a program's token, if it is alive now.</summary>
    public Task<LiveSession?> FindByTokenAsync(string token, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SessionStore.FindByToken(connection, token, time.GetUtcNow()), cancellationToken);

    /// <summary>Notes that a session is in use, once in a few minutes.</summary>
    public async Task SeeAsync(LiveSession session, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - session.SeenAt < SeenTo)
            return;
        try
        {
            await database.WriteAsync(tx => SessionStore.SaveSeen(tx, session.Id, now), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A page that locks a door has to load while nothing can be written (S09).
            logger.SessionNotSeen(exception);
        }
    }

    public Task EndAsync(SessionId id, CancellationToken cancellationToken) =>
        database.WriteAsync(tx => store.End(tx, id, time.GetUtcNow()), cancellationToken);
}
