using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>
/// Exchanges driver links for sessions and knows them again. The newest session of a grant wins; the older one ends at the commit, and
/// that is an entry.
/// </summary>
internal sealed class DriverSessions(Database database, DeliveryChanges changes, TimeProvider time)
{
    public const string Cookie = "__Host-portal-driver";

    private const string LiveGrant = "SELECT id, generation, delivery_id, not_after FROM access_grant WHERE state IN ('ready', 'in_use') AND ";

    /// <summary>How long after its window a page still shows what became of it.</summary>
    private static readonly TimeSpan Lingers = TimeSpan.FromHours(12);

    /// <summary>What a link is for; null when it opens nothing, whatever the reason.</summary>
    public Task<DriverLinkView?> FindLinkAsync(string token, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QuerySingleOrDefault<LinkRow>(
                """
                SELECT access_point.name, access_point.time_zone, carrier.name AS carrier_name, access_grant.not_before, access_grant.not_after
                FROM access_grant
                JOIN access_point ON access_point.id = access_grant.access_point_id
                LEFT JOIN carrier ON carrier.id = access_grant.carrier_id
                WHERE access_grant.link_hash = @hash AND access_grant.state IN ('ready', 'in_use')
                """,
                new { hash = DriverLink.Hash(token) })?.ToView(),
            cancellationToken);

    /// <summary>The button: a new session in place of the last one. Null: the link opens nothing (any more).</summary>
    /// <returns>What the cookie is to hold, and until when.</returns>
    public Task<(string Secret, DateTimeOffset Until)?> BeginAsync(string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx => Begin(
                tx, tx.Connection.QuerySingleOrDefault<GrantRow>(LiveGrant + "link_hash = @hash", new { hash = DriverLink.Hash(token) }), now),
            cancellationToken);
    }

    /// <summary>The same phone goes on to the access point that it was sent to instead. Null: it was sent nowhere.</summary>
    public Task<(string Secret, DateTimeOffset Until)?> BeginInsteadAsync(string? secret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx => Find(tx.Connection, secret, now) is { IsLive: true } session
                && Fallbacks.Told(tx.Connection, [session.DeliveryId]).GetValueOrDefault(session.DeliveryId)?.Delivery is { } other
                    ? Begin(tx, tx.Connection.QuerySingleOrDefault<GrantRow>(LiveGrant + "delivery_id = @other", new { other }), now)
                    : null,
            cancellationToken);
    }

    /// <summary>The session of a cookie, live or not; null when there is none, or when it is long over.</summary>
    public static DriverSession? Find(DbConnection connection, string? secret, DateTimeOffset now) =>
        secret is null
            ? null
            : connection.QuerySingleOrDefault<DriverSession>(
                """
                SELECT session.id, session.grant_id, session.generation, session.ended_at, access_grant.delivery_id,
                       (SELECT max(newest.generation) FROM access_grant newest WHERE newest.delivery_id = access_grant.delivery_id)
                           AS newest_generation
                FROM driver_session session JOIN access_grant ON access_grant.id = session.grant_id
                WHERE session.cookie_hash = @hash AND access_grant.not_after > @since
                """,
                new { hash = Secrets.Hash(secret), since = now - Lingers });

    /// <summary>The driver says that the work is done. It is noted and completes nothing (S04).</summary>
    public Task<bool> NoteDoneAsync(string? secret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (Find(tx.Connection, secret, now) is not { IsLive: true } session
                    || DeliveryStore.Find(tx.Connection, session.DeliveryId) is not { } delivery)
                    return false;
                changes.Note(tx, delivery, EntryKinds.DriverDone, ActorOf(session.Id), now);
                return true;
            },
            cancellationToken);
    }

    public static Actor ActorOf(DriverSessionId session) => new(ActorKind.Driver, session.Value);

    private (string Secret, DateTimeOffset Until)? Begin(Transaction tx, GrantRow? grant, DateTimeOffset now)
    {
        if (grant is null || DeliveryStore.Find(tx.Connection, grant.DeliveryId) is not { } delivery)
            return null;
        EndLast(tx, grant.Id, delivery, now);
        var (id, secret) = (PortalId.New<DriverSessionId>(now), Secrets.New());
        tx.Connection.Execute(
            """
            INSERT INTO driver_session (id, grant_id, generation, cookie_hash, started_at)
            VALUES (@id, @grant, @Generation, @hash, @now)
            """,
            new { id, grant = grant.Id, grant.Generation, hash = Secrets.Hash(secret), now });
        changes.Note(tx, delivery, EntryKinds.DriverSessionStarted, ActorOf(id), now);
        return (secret, grant.NotAfter + Lingers);
    }

    private void EndLast(Transaction tx, GrantId grant, Delivery delivery, DateTimeOffset now)
    {
        if (tx.Connection.QuerySingleOrDefault<DriverSessionId?>(
                "UPDATE driver_session SET ended_at = @now WHERE grant_id = @grant AND ended_at IS NULL RETURNING id", new { grant, now })
            is { } last)
            changes.Note(tx, delivery, EntryKinds.DriverSessionEnded, ActorOf(last), now);
    }

    private sealed class GrantRow
    {
        public GrantId Id { get; init; }

        public int Generation { get; init; }

        public DeliveryId DeliveryId { get; init; }

        public DateTimeOffset NotAfter { get; init; }
    }

    private sealed class LinkRow
    {
        public string Name { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public string? CarrierName { get; init; }

        public DateTimeOffset NotBefore { get; init; }

        public DateTimeOffset NotAfter { get; init; }

        public DriverLinkView ToView() => new()
        {
            CarrierName = CarrierName,
            PlaceName = Name,
            TimeZone = TimeZone,
            Window = new DeliveryWindow(NotBefore, NotAfter),
        };
    }
}
