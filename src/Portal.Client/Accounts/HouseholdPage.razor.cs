using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Live;

namespace Portal.Client.Accounts;

/// <summary>Who belongs to the household, which carriers and rules it has, and the pause of everything; owners change, every member pauses.</summary>
public sealed partial class HouseholdPage(
    IHouseholdMembers members,
    IInvitations invitations,
    IHouseholdCarriers carriers,
    IHouseholdAccess access,
    IHouseholdRules rules,
    NavigationManager navigation,
    ILogger<HouseholdPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<HouseholdPageView> _reading = new(logger);
    private readonly Tap _tap = new(logger);
    private (HouseholdId Household, string Link)? _made;

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(
        async token => new HouseholdPageView(
            await members.ListAsync(token),
            await carriers.ListAsync(token),
            await access.ListHouseholdsAsync(token),
            await rules.ListAsync(token)),
        _leaving.Token);

    private Task InviteAsync(HouseholdId household, MemberRole role) => ChangeAsync(async token =>
    {
        var made = await invitations.MakeAsync(household, role, token);
        _made = made.Link is { } link ? (household, link) : null;
        return made.Outcome;
    });

    private Task ChangeAsync(Func<CancellationToken, Task<MemberOutcome>> change) => DoAsync(async token =>
    {
        var outcome = await change(token);
        if (outcome is MemberOutcome.SignInAgain)
            ConfirmFirst();
        return MemberWords.Fault(outcome);
    });

    private Task BlockAsync(HouseholdId household, HouseholdCarrierView carrier, bool isBlocked) => DoAsync(async token =>
    {
        var outcome = await carriers.BlockAsync(household, carrier.Id, isBlocked, token);
        if (outcome is CarrierBlockOutcome.SignInAgain)
            ConfirmFirst();
        return MemberWords.Fault(outcome);
    });

    private void ConfirmFirst() => navigation.NavigateTo("/confirm?returnUrl=%2Fhousehold", forceLoad: true);

    private Task SwitchAsync((StandingRuleView Rule, bool On) change) => DoAsync(async token =>
        AccessPointWords.Fault(await rules.SwitchAsync(change.Rule.Id, change.On, token)));

    private Task PauseAsync(HouseholdId household) => DoAsync(async token =>
        AccessPointWords.Fault(await access.PauseHouseholdAsync(household, token)));

    private Task LiftAsync(HouseholdId household) => DoAsync(async token =>
        AccessPointWords.Fault(await access.LiftHouseholdPauseAsync(household, token)));

    private async Task DoAsync(Func<CancellationToken, Task<string?>> act)
    {
        await _tap.DoAsync(() => act(_leaving.Token));
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
