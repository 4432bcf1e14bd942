using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>What a driver page shows. An exact position that goes out with it is an entry, each time.</summary>
internal sealed class DriverViews(Database database, DeliveryChanges changes, TimeProvider time)
{
    /// <summary>The page of a live session.</summary>
    /// <param name="session">Whose page.</param>
    /// <param name="denied">Why the last try was denied; null when none was.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public Task<DriverView> ShowAsync(DriverSession session, string? denied, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                var delivery = DeliveryStore.Find(tx.Connection, session.DeliveryId) ?? throw new InvalidOperationException("A delivery is never deleted.");
                var view = View(tx, delivery, now) with { Denied = denied };
                if (view.Place is not null)
                    changes.Note(tx, delivery, EntryKinds.PositionDisclosed, DriverSessions.ActorOf(session.Id), now);
                return view;
            },
            cancellationToken);
    }

    /// <summary>What has changed, without any position; null when the session is no longer live.</summary>
    public Task<DriverProgress?> FindProgressAsync(string secret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            connection => DriverSessions.Find(connection, secret, now) is { IsLive: true } session
                && DeliveryStore.Find(connection, session.DeliveryId) is { } delivery
                    ? DriverProgresses.Find(
                        connection, delivery, DriverFacts.Of(connection, delivery, now), HandoverPlace.Find(connection, delivery.AccessPoint, now), now)
                    : null,
            cancellationToken);
    }

    /// <summary>The photo of the car, inside the window alone; null where there is none.</summary>
    public Task<Picture?> FindPhotoAsync(DriverSession session, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            connection => DeliveryStore.Find(connection, session.DeliveryId) is { } delivery && MaySeeThePhoto(delivery, now)
                ? CarPhotoStore.FindOf(connection, delivery.AccessPoint)
                : null,
            cancellationToken);
    }

    private static bool MaySeeThePhoto(Delivery delivery, DateTimeOffset now) =>
        delivery is { State: DeliveryState.Approved or DeliveryState.InProgress, Window: { } window } && window.Start <= now && now < window.End;

    private static DriverView View(Transaction tx, Delivery delivery, DateTimeOffset now)
    {
        var place = HandoverPlace.Find(tx.Connection, delivery.AccessPoint, now);
        var facts = DriverFacts.Of(tx.Connection, delivery, now);
        var progress = DriverProgresses.Find(tx.Connection, delivery, facts, place, now);
        var hasEnded = DriverProgress.IsEnded(progress.Phase);
        return new DriverView
        {
            Now = now,
            Kind = place.Kind,
            PlaceName = place.Name,
            TimeZone = place.TimeZone,
            CarrierName = facts.CarrierName,
            TrackingDigits = DriverSentences.Digits(facts),
            Window = delivery.Window ?? throw new InvalidOperationException("A grant without a window."),
            Instructions = hasEnded ? "" : place.Instructions,
            Car = hasEnded ? null : place.Car,
            HasPhoto = MaySeeThePhoto(delivery, now) && CarPhotoStore.Exists(tx.Connection, delivery.AccessPoint),
            Place = progress.HasPlace ? place.Position : null,
            Area = progress.Phase == DriverPhase.Early ? place.Rounded : null,
            ReachM = place.ReachM,
            Progress = progress,
        };
    }
}
