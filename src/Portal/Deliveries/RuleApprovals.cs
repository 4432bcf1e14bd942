using NodaTime;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>
/// Approves by a standing rule what has just been requested. A rule never overrides a pause, a carrier that is not welcome now, or another
/// approved window: then the request stays, and asks a person.
/// </summary>
internal sealed class RuleApprovals(DeliveryChanges changes, Grants grants)
{
    /// <summary>The delivery as it stands then: approved by the first of its windows and rules that fit, or as it was.</summary>
    public Delivery Apply(Transaction tx, Delivery requested, DateTimeOffset now)
    {
        if (requested.Carrier is not { } carrier || IsPaused(tx, requested)
            || CarrierStanding.Find(tx.Connection, carrier, requested.Household, requested.AccessPoint) is not { Verified: true, Blocked: false })
            return requested;
        var rules = StandingRuleStore.SwitchedOn(tx.Connection, requested.AccessPoint, carrier);
        foreach (var window in requested.Proposed)
        {
            if (rules.FirstOrDefault(rule => rule.Allows(window, DateTimeZoneProviders.Tzdb[rule.TimeZone])) is { } rule
                && Approve(tx, requested, window, rule, now) is { } approved)
                return approved;
        }

        return requested;
    }

    private Delivery? Approve(Transaction tx, Delivery requested, DeliveryWindow window, StandingRule rule, DateTimeOffset now)
    {
        if (requested.Agreeable(window, now) is not { } agreed || requested.Approve(agreed, rule.Id) is not { } approved
            || grants.Make(tx, Answers.GrantFor(approved, agreed), now) is null)
            return null;
        Timers.Cancel(tx, TimerKind.DeliveryLapses, requested.Id.Value);
        DeliveryStore.KeepWritten(tx, requested.Id, WrittenWindow.Of(window, DateTimeZoneProviders.Tzdb[requested.TimeZone]));
        changes.Keep(tx, approved, Actor.Portal, now);
        return DeliveryStore.Find(tx.Connection, requested.Id);
    }

    private static bool IsPaused(Transaction tx, Delivery delivery) =>
        GrantStore.Place(tx.Connection, delivery.AccessPoint, device: null) is not { PausedAt: null, HouseholdPausedAt: null };
}
