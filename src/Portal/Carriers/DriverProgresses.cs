using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Carriers;

/// <summary>How far a delivery has come, in the words of its driver.</summary>
internal static class DriverProgresses
{
    /// <summary>Reads the steps that the device has told.</summary>
    public static DriverProgress Find(DbConnection connection, Delivery delivery, DriverFacts facts, HandoverPlace place, DateTimeOffset now)
    {
        var steps = connection.QuerySingleOrDefault<OpeningSteps>(
            $"""
            SELECT opening.unlocked_at, opening.opened_at, opening.closed_at, opening.secured_at, device_state.ready_until
            FROM access_grant JOIN opening ON opening.id = access_grant.opening_id
            LEFT JOIN device_state ON device_state.device_id = opening.device_id AND device_state.ready_until > @now
            WHERE access_grant.id = {GrantStore.NewestOf("@Id")}
            """,
            new { delivery.Id, now }) ?? new OpeningSteps();
        var phase = PhaseOf(delivery, steps, now);
        return new DriverProgress(
            phase,
            Sentence(phase, delivery, steps, facts),
            Steps(steps, facts.Kind, delivery.TimeZone),
            IsInside(phase) && place.Position is not null,
            facts.Instead is { } instead ? new DriverInstead(DriverSentences.Elsewhere(facts), instead.Delivery is not null) : null);
    }

    public static DriverPhase PhaseOf(Delivery delivery, OpeningSteps steps, DateTimeOffset now) => delivery.State switch
    {
        DeliveryState.Approved => OfWindow(delivery.Window, now),
        DeliveryState.InProgress => OfOpening(steps),
        DeliveryState.Completed => DriverPhase.Done,
        DeliveryState.Requested or DeliveryState.Declined or DeliveryState.Withdrawn or DeliveryState.Lapsed or DeliveryState.Revoked
            or DeliveryState.Missed or DeliveryState.Incident or DeliveryState.Resolved => DriverPhase.Over,
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "No such state."),
    };

    /// <summary>The window is open and it has not ended: the exact position may be shown.</summary>
    private static bool IsInside(DriverPhase phase) => phase is DriverPhase.Ready or DriverPhase.Asked or DriverPhase.Open or DriverPhase.Closed;

    private static DriverPhase OfWindow(DeliveryWindow? window, DateTimeOffset now)
    {
        if (window is null || now >= window.End)
            return DriverPhase.Over;
        return now < window.Start ? DriverPhase.Early : DriverPhase.Ready;
    }

    private static DriverPhase OfOpening(OpeningSteps steps) => steps switch
    {
        { OpenedAt: null } => DriverPhase.Asked,
        { ClosedAt: null } => DriverPhase.Open,
        _ => DriverPhase.Closed,
    };

    private static string Sentence(DriverPhase phase, Delivery delivery, OpeningSteps steps, DriverFacts facts) => phase switch
    {
        DriverPhase.Early => delivery.Window is { } window ? DriverText.FormatCanOpenFrom(PlaceClock.Time(window.Start, facts.TimeZone)) : "",
        DriverPhase.Ready => "",
        DriverPhase.Asked when steps.UnlockedAt is not null => DriverText.FormatOpenNow(DriverSentences.Leaf(facts)),
        DriverPhase.Asked when steps.ReadyUntil is { } ready => DriverText.FormatReadyUntil(PlaceClock.Time(ready, facts.TimeZone)),
        DriverPhase.Asked => DriverText.Asked,
        DriverPhase.Open => DriverText.FormatOpen(DriverSentences.Leaf(facts)),
        DriverPhase.Closed => DriverText.Closed,
        DriverPhase.Done => steps.SecuredAt is { } at
            ? DriverText.FormatDeliveredAt(PlaceClock.TimeWithSeconds(at, facts.TimeZone))
            : DriverText.Delivered,
        DriverPhase.Over => Over(delivery, facts),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No such phase."),
    };

    private static string Over(Delivery delivery, DriverFacts facts) => delivery.State switch
    {
        DeliveryState.Missed when delivery.Reason == "never_opened" =>
            DriverText.FormatNeverOpened(DriverSentences.Leaf(facts), DriverSentences.Whom(facts)),
        DeliveryState.Approved or DeliveryState.Missed => DriverText.FormatWindowOver(DriverSentences.Whom(facts)),
        DeliveryState.Revoked => DriverText.TakenBack,
        DeliveryState.Withdrawn => DriverText.Withdrawn,
        DeliveryState.Incident => DriverText.FormatLookedInto(DriverSentences.Leaf(facts)),
        _ => DriverText.Ended,
    };

    private static List<DriverStep> Steps(OpeningSteps steps, AccessPointKind kind, string zone)
    {
        return
        [
            new DriverStep(DriverText.StepUnlocked, Time(steps.UnlockedAt)),
            new DriverStep(DriverText.StepOpened, Time(steps.OpenedAt)),
            new DriverStep(DriverText.StepClosed, Time(steps.ClosedAt)),
            new DriverStep(kind == AccessPointKind.Garage ? DriverText.StepSecured : DriverText.StepLocked, Time(steps.SecuredAt)),
        ];

        string? Time(DateTimeOffset? at) => at is { } instant ? PlaceClock.TimeWithSeconds(instant, zone) : null;
    }
}

/// <summary>When the device said each step; null while it has not.</summary>
internal sealed class OpeningSteps
{
    public DateTimeOffset? UnlockedAt { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? SecuredAt { get; init; }

    /// <summary>The maker has only made the car ready: until then it can be opened by hand.</summary>
    public DateTimeOffset? ReadyUntil { get; init; }
}
