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
            SELECT opening.unlocked_at, opening.opened_at, opening.closed_at, opening.secured_at
            FROM access_grant JOIN opening ON opening.id = access_grant.opening_id WHERE access_grant.id = {GrantStore.NewestOf("@Id")}
            """,
            new { delivery.Id }) ?? new OpeningSteps();
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

    private static string Sentence(DriverPhase phase, Delivery delivery, OpeningSteps steps, DriverFacts facts)
    {
        var leaf = DriverWords.Leaf(facts.Kind);
        return phase switch
        {
            DriverPhase.Early => delivery.Window is { } window ? $"You can open from {PlaceClock.Time(window.Start, facts.TimeZone)}." : "",
            DriverPhase.Ready => "",
            DriverPhase.Asked => steps.UnlockedAt is null ? "Asked. The lock answers in a moment." : $"Unlocked. Open the {leaf} now.",
            DriverPhase.Open => $"Open. Put it in, then close the {leaf}.",
            DriverPhase.Closed => "Closed. Wait until it locks.",
            DriverPhase.Done => steps.SecuredAt is { } at ? $"Delivered. Closed and locked at {PlaceClock.TimeWithSeconds(at, facts.TimeZone)}." : "Delivered.",
            DriverPhase.Over => Over(delivery, leaf, facts.CarrierName ?? "whoever sent you"),
            _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No such phase."),
        };
    }

    private static string Over(Delivery delivery, string leaf, string whom) => delivery.State switch
    {
        DeliveryState.Missed when delivery.Reason == "never_opened" =>
            $"It was unlocked, but the {leaf} was not opened in time. Ask {whom} for a new window.",
        DeliveryState.Approved or DeliveryState.Missed => $"The window is over. Ask {whom} for a new one.",
        DeliveryState.Revoked => "The owner has taken this delivery back. Take it to the depot.",
        DeliveryState.Withdrawn => "This delivery was withdrawn. Ask your dispatcher.",
        DeliveryState.Incident => $"The owner looks into this opening. Make sure that the {leaf} is shut.",
        _ => "This delivery has ended.",
    };

    private static List<DriverStep> Steps(OpeningSteps steps, AccessPointKind kind, string zone)
    {
        return
        [
            new DriverStep("Unlocked", Time(steps.UnlockedAt)),
            new DriverStep("Opened", Time(steps.OpenedAt)),
            new DriverStep("Closed", Time(steps.ClosedAt)),
            new DriverStep(DriverWords.SecuredStep(kind), Time(steps.SecuredAt)),
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
}
