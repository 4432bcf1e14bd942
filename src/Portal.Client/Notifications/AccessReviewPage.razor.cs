using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Live;

namespace Portal.Client.Notifications;

/// <summary>Who and what can open which access point, gone through every 90 days; what should not be there goes with a tap.</summary>
public sealed partial class AccessReviewPage(
    IAccessReviews reviews, IHouseholdMembers members, IHouseholdRules rules, IHouseholdCarriers carriers, IHouseholdDevices devices,
    NavigationManager navigation, ILogger<AccessReviewPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<IReadOnlyList<AccessReviewView>> _reading = new(logger);
    private readonly Tap _tap = new(logger);

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(async token => await reviews.ListAsync(token), _leaving.Token);

    private Task ConfirmAsync(AccessReviewView review) => DoAsync(async token =>
        await reviews.ConfirmAsync(review.Household.Id, token) ? null : NotificationsText.OwnerSaysReviewed);

    private Task RemoveMemberAsync(AccessReviewView review, MemberView member) => DoAsync(async token =>
    {
        var outcome = await members.RemoveAsync(review.Household.Id, member.Id, token);
        if (outcome is MemberOutcome.SignInAgain)
            ConfirmAgain();
        return MemberWords.Fault(outcome);
    });

    private Task ReleaseDeviceAsync(ReviewedDevice device) => DoAsync(async token =>
    {
        var outcome = await devices.ReleaseAsync(device.Id, token);
        if (outcome is AccessOutcome.SignInAgain)
            ConfirmAgain();
        return AccessPointWords.Fault(outcome);
    });

    private Task BlockAsync(AccessReviewView review, HouseholdCarrierView carrier, bool isBlocked) => DoAsync(async token =>
    {
        var outcome = await carriers.BlockAsync(review.Household.Id, carrier.Id, isBlocked, token);
        if (outcome is CarrierBlockOutcome.SignInAgain)
            ConfirmAgain();
        return MemberWords.Fault(outcome);
    });

    private Task RemoveFeedAsync(AccessReviewView review, ReviewedFeed feed) => DoAsync(async token =>
        await reviews.RemoveFeedAsync(review.Household.Id, feed.Member, token) ? null : NotificationsText.FeedNotRemoved);

    private Task SwitchOffAsync(StandingRuleView rule) => DoAsync(async token =>
        AccessPointWords.Fault(await rules.SwitchAsync(rule.Id, on: false, token)));

    private Task RevokeTokenAsync(AccessReviewView review, ReviewedToken program) => DoAsync(async token =>
        await reviews.RevokeTokenAsync(review.Household.Id, program.Id, token) ? null : NotificationsText.ProgramNotRevoked);

    private void ConfirmAgain() => navigation.NavigateTo("/confirm?returnUrl=%2Fhousehold%2Freview", forceLoad: true);

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
