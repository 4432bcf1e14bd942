using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>What owners do with standing rules: make one, switch it off and on. Who it is and what they may do is read in the same transaction.</summary>
internal sealed class StandingRules(Database database, LedgerWriter ledger, TimeProvider time)
{
    /// <summary>More are no rules but a plan, and nobody can keep them in view.</summary>
    private const int MostAtOneAccessPoint = 50;

    public Task<StandingRuleOutcome> MakeAsync(AccountId? account, StandingRuleDraft draft, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(tx => Make(tx, account, draft, now), cancellationToken);
    }

    /// <summary>What it has approved stays approved.</summary>
    public Task<AccessOutcome> SwitchAsync(AccountId? account, StandingRuleId id, bool on, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || StandingRuleStore.FindOf(tx.Connection, by, id) is not { } found)
                    return AccessOutcome.NotFound;
                if (found.Role != MemberRole.Owner)
                    return AccessOutcome.NotAllowed;
                if (StandingRuleStore.Switch(tx, id, on, now))
                    Enter(tx, on ? EntryKinds.StandingRuleSwitchedOn : EntryKinds.StandingRuleSwitchedOff, found.Rule, found.Household, by, now);
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    private StandingRuleOutcome Make(Transaction tx, AccountId? account, StandingRuleDraft draft, DateTimeOffset now)
    {
        if (account is not { } by || draft.AccessPoint is not { } accessPoint
            || AccessPointStore.Find(tx.Connection, by, accessPoint) is not { } place)
            return Refused(nameof(draft.AccessPoint), DeliveriesFaultText.ChooseAPoint);
        if (place.MemberRole != MemberRole.Owner)
            return Refused(nameof(draft.AccessPoint), DeliveriesFaultText.OnlyAnOwnerMakesRules);
        var faults = Faults(tx, draft, place, now);
        if (faults.Count > 0 || draft.Carrier is not { } carrier)
            return new StandingRuleOutcome(Made: null, faults);

        var rule = new StandingRule
        {
            Id = PortalId.New<StandingRuleId>(now),
            AccessPoint = accessPoint,
            Carrier = carrier,
            Days = draft.Days,
            From = draft.From,
            To = draft.To,
            TimeZone = place.TimeZone,
            LastDay = draft.LastDay,
        };
        StandingRuleStore.Insert(tx, rule, by, now);
        Enter(tx, EntryKinds.StandingRuleMade, rule, place.HouseholdId, by, now);
        return new StandingRuleOutcome(rule.Id, faults);
    }

    private static Dictionary<string, string> Faults(Transaction tx, StandingRuleDraft draft, AccessPointRow place, DateTimeOffset now)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (draft.Carrier is not { } carrier
            || CarrierStanding.Find(tx.Connection, carrier, place.HouseholdId, place.Id) is not { Verified: true, Blocked: false })
            faults[nameof(draft.Carrier)] = DeliveriesFaultText.ChooseACarrier;
        if (draft.Days is < Weekdays.Monday or > (Weekdays)127)
            faults[nameof(draft.Days)] = DeliveriesFaultText.ChooseADay;
        if (draft.LastDay is { } last && last < DateOnly.FromDateTime(Client.Controls.PlaceClock.Write(now, place.TimeZone)))
            faults[nameof(draft.LastDay)] = DeliveriesFaultText.DayIsOver;
        if (StandingRuleStore.At(tx.Connection, place.Id).Count >= MostAtOneAccessPoint)
            faults[""] = DeliveriesFaultText.FormatTooManyRules(MostAtOneAccessPoint);
        return faults;
    }

    private static StandingRuleOutcome Refused(string field, string message) =>
        new(Made: null, new Dictionary<string, string>(StringComparer.Ordinal) { [field] = message });

    private void Enter(Transaction tx, string kind, StandingRule rule, HouseholdId household, AccountId by, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = household,
            AccessPoint = rule.AccessPoint,
            Data = LedgerData.Of(new { rule = rule.Id, rule.Carrier, rule.Days, rule.From, rule.To, rule.TimeZone, rule.LastDay }),
        });
}
