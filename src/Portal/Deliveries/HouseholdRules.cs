using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>The rules for deliveries of whoever is signed in, asked anew at each call (S26).</summary>
internal sealed class HouseholdRules(CurrentMember member, Database database, StandingRules rules, DropOffSettings settings) : IHouseholdRules
{
    public async Task<IReadOnlyList<DeliveryRulesView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => DeliveryRules.All(connection, account), cancellationToken);
    }

    public async Task<DeliveryRulesView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => DeliveryRules.Find(connection, account, accessPoint), cancellationToken);
    }

    public async Task<StandingRuleOutcome> MakeAsync(StandingRuleDraft draft, CancellationToken cancellationToken) =>
        await rules.MakeAsync(await member.AccountAsync(cancellationToken), draft, cancellationToken);

    public async Task<AccessOutcome> SwitchAsync(StandingRuleId rule, bool on, CancellationToken cancellationToken) =>
        await rules.SwitchAsync(await member.AccountAsync(cancellationToken), rule, on, cancellationToken);

    public async Task<AccessOutcome> SetFallbackAsync(AccessPointId accessPoint, Fallback fallback, CancellationToken cancellationToken) =>
        await settings.SetFallbackAsync(await member.AccountAsync(cancellationToken), accessPoint, fallback, cancellationToken);

    public async Task<AccessOutcome> SetOverlapAsync(AccessPointId accessPoint, bool allowed, CancellationToken cancellationToken) =>
        await settings.SetOverlapAsync(await member.AccountAsync(cancellationToken), accessPoint, allowed, cancellationToken);
}
