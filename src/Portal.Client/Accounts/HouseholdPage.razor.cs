using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Accounts;

/// <summary>Who belongs to the household, and since when; owners give roles and remove.</summary>
public sealed partial class HouseholdPage(
    IHouseholdMembers members, IInvitations invitations, NavigationManager navigation, ILogger<HouseholdPage> logger)
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Reading<IReadOnlyList<MembersView>> _reading = new(logger);
    private readonly Tap _tap = new();
    private (HouseholdId Household, string Link)? _made;

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(async token => await members.ListAsync(token), _leaving.Token);

    private Task InviteAsync(HouseholdId household, MemberRole role) => ChangeAsync(async token =>
    {
        var made = await invitations.MakeAsync(household, role, token);
        _made = made.Link is { } link ? (household, link) : null;
        return made.Outcome;
    });

    private async Task ChangeAsync(Func<CancellationToken, Task<MemberOutcome>> change)
    {
        await _tap.DoAsync(async () =>
        {
            var outcome = await change(_leaving.Token);
            if (outcome is MemberOutcome.SignInAgain)
                navigation.NavigateTo("/confirm?returnUrl=%2Fhousehold", forceLoad: true);
            return MemberWords.Fault(outcome);
        });
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }
}
