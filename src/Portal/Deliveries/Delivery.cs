using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>
/// One parcel drop, and the steps that its state allows. A step makes a copy; null means that the state refuses it.
/// What is kept is only ever moved by <see cref="DeliveryStore.Save"/>, on condition that nobody else moved it meanwhile.
/// </summary>
internal sealed record Delivery
{
    /// <summary>The reason of a miss that may be tried again.</summary>
    public const string NeverOpened = "never_opened";

    /// <summary>The reason of a revocation that nobody asked for.</summary>
    public const string DeviceReleased = "device_released";

    public required DeliveryId Id { get; init; }

    public required HouseholdId Household { get; init; }

    public required AccessPointId AccessPoint { get; init; }

    /// <summary>IANA zone of the access point.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Null for a delivery made by hand.</summary>
    public CarrierId? Carrier { get; init; }

    /// <summary>The member who made it by hand; null for a carrier's.</summary>
    public AccountId? MadeBy { get; init; }

    public required DeliveryState State { get; init; }

    public required string TrackingNumber { get; init; }

    public required Parcel Parcel { get; init; }

    /// <summary>One to three; empty for a delivery made by hand.</summary>
    public required IReadOnlyList<DeliveryWindow> Proposed { get; init; }

    public required Proposer ProposedBy { get; init; }

    /// <summary>The agreed window; null until approved.</summary>
    public DeliveryWindow? Window { get; init; }

    public DriverId? Driver { get; init; }

    public string? Reason { get; init; }

    public bool Late { get; init; }

    public DeliveryAnswer? Answer { get; init; }

    /// <summary>The standing rule that approved it; null when a member did.</summary>
    public StandingRuleId? Rule { get; init; }

    /// <summary>It was denied for good, and whoever asks is told to go elsewhere.</summary>
    public DateTimeOffset? DivertedAt { get; init; }

    /// <summary>The delivery in whose place this one was asked for.</summary>
    public DeliveryId? InsteadOf { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Raised by one with every change.</summary>
    public required int Version { get; init; }

    /// <summary>When the last of the proposed windows ends: an unanswered request lapses then.</summary>
    public DateTimeOffset LapsesAt => Proposed.Max(window => window.End);

    /// <summary>
    /// The part of <paramref name="asked"/> that can still be agreed to: it lies within one of the proposed windows, and what is over by
    /// now is cut off. Null when nothing of it is left.
    /// </summary>
    public DeliveryWindow? Agreeable(DeliveryWindow asked, DateTimeOffset now)
    {
        var proposed = Proposed.Any(window => window.Start <= asked.Start && asked.End <= window.End);
        var left = asked.Start < now ? asked with { Start = now } : asked;
        return proposed && left.Start < left.End ? left : null;
    }

    /// <summary>What a member agrees to; what a member proposed waits for the carrier.</summary>
    public Delivery? Approve(DeliveryWindow window, DeliveryAnswer answer) =>
        ProposedBy is Proposer.Carrier && Take(DeliveryStep.Approve) is { } next ? next with { Window = window, Answer = answer } : null;

    /// <summary>What a standing rule agrees to, in nobody's name but its own.</summary>
    public Delivery? Approve(DeliveryWindow window, StandingRuleId rule) =>
        ProposedBy is Proposer.Carrier && Take(DeliveryStep.Approve) is { } next ? next with { Window = window, Rule = rule } : null;

    public Delivery? Propose(DeliveryWindow window, DeliveryAnswer answer) =>
        Take(DeliveryStep.Propose) is { } next ? next with { Proposed = [window], ProposedBy = Proposer.Owner, Answer = answer } : null;

    /// <summary>The carrier takes what a member proposed; its own proposal it cannot take.</summary>
    public Delivery? Accept(DeliveryWindow window) =>
        ProposedBy is Proposer.Owner && Take(DeliveryStep.Accept) is { } next ? next with { Window = window } : null;

    public Delivery? Decline(string reason, DeliveryAnswer answer) =>
        Take(DeliveryStep.Decline) is { } next ? next with { Reason = reason, Answer = answer } : null;

    public Delivery? Revoke(DeliveryAnswer answer) =>
        Take(DeliveryStep.Revoke) is { } next ? next with { Reason = "revoked", Answer = answer } : null;

    public Delivery? Withdraw() => Take(DeliveryStep.Withdraw, "withdrawn");

    /// <summary>The parcel is dropped at the other of two places.</summary>
    public Delivery? GoElsewhere() => Take(DeliveryStep.Withdraw, "delivered_elsewhere");

    public Delivery? Lapse() => Take(DeliveryStep.Lapse, "unanswered");

    public Delivery? Begin() => Take(DeliveryStep.Begin);

    /// <summary>What counted as missed was opened after all: its device told of it only now.</summary>
    public Delivery? BeginLate() => Take(DeliveryStep.BeginLate) is { } next ? next with { Reason = null } : null;

    public Delivery? Complete(bool late) =>
        Take(late ? DeliveryStep.CompleteLate : DeliveryStep.Complete) is { } next ? next with { Reason = null, Late = late } : null;

    public Delivery? NeverOpen() => Take(DeliveryStep.NeverOpen, NeverOpened);

    public Delivery? WindowOver() => Take(DeliveryStep.WindowOver, "window_over");

    public Delivery? LoseDevice() => Take(DeliveryStep.LoseDevice, DeviceReleased);

    public Delivery? BecomeIncident(string reason) => Take(DeliveryStep.Incident, reason);

    public Delivery? Resolve(string reason, DeliveryAnswer answer) =>
        Take(DeliveryStep.Resolve, reason) is { } next ? next with { Answer = answer } : null;

    /// <summary>Only what was never opened, and only inside its window.</summary>
    public Delivery? Rearm(DeliveryAnswer answer) =>
        Reason == NeverOpened && Window is { } window && window.Start <= answer.At && answer.At < window.End && Take(DeliveryStep.Rearm) is { } next
            ? next with { Reason = null, Answer = answer }
            : null;

    private Delivery? Take(DeliveryStep step, string reason) => Take(step) is { } next ? next with { Reason = reason } : null;

    private Delivery? Take(DeliveryStep step) =>
        DeliverySteps.Next(State, step) is { } next ? this with { State = next } : null;
}

/// <summary>Which member answered, and when.</summary>
internal sealed record DeliveryAnswer(AccountId By, DateTimeOffset At);
