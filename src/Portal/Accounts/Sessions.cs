using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Starts, confirms and ends signed-in browsers.</summary>
internal sealed class Sessions(Database database, SessionStore store, TimeProvider time)
{
    /// <summary>A member stays signed in on the own phone; staff sign in each day.</summary>
    private static readonly TimeSpan MemberLasts = TimeSpan.FromDays(30);
    private static readonly TimeSpan StaffLasts = TimeSpan.FromHours(12);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>A new session; the person has just proved who they are.</summary>
    public async Task<LiveSession> StartAsync(AccountId account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = PortalId.New<SessionId>(now);
        return await database.WriteAsync(
            tx =>
            {
                var lasts = AccountStore.IsStaff(tx.Connection, account) ? StaffLasts : MemberLasts;
                SessionStore.DeleteOld(tx, account, now - Remembered);
                SessionStore.Insert(tx, id, account, now, now + lasts);
                return SessionStore.Find(tx.Connection, id, now)
                    ?? throw new InvalidOperationException("A session that was just started is not there.");
            },
            cancellationToken);
    }

    /// <summary>The session if it is alive now; null when it ended, expired or never was.</summary>
    public Task<LiveSession?> FindAsync(SessionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SessionStore.Find(connection, id, time.GetUtcNow()), cancellationToken);

    /// <summary>The person has proved again who they are (S25).</summary>
    public Task ConfirmAsync(SessionId id, CancellationToken cancellationToken) =>
        database.WriteAsync(tx => SessionStore.Confirm(tx, id, time.GetUtcNow()), cancellationToken);

    public Task EndAsync(SessionId id, CancellationToken cancellationToken) =>
        database.WriteAsync(tx => store.End(tx, id, time.GetUtcNow()), cancellationToken);
}
