using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Accounts;

/// <summary>Who belongs to the household, and since when; owners give roles and remove.</summary>
public sealed partial class HouseholdPage(IHouseholdMembers members, NavigationManager navigation, ILogger<HouseholdPage> logger)
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Reading<IReadOnlyList<MembersView>> _reading = new(logger);
    private string? _answer;
    private bool _isBusy;

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(async token => await members.ListAsync(token), _leaving.Token);

    private async Task ChangeAsync(Func<CancellationToken, Task<MemberOutcome>> change)
    {
        _isBusy = true;
        try
        {
            var outcome = await change(_leaving.Token);
            _answer = MemberWords.Fault(outcome);
            if (outcome is MemberOutcome.SignInAgain)
                navigation.NavigateTo("/confirm?returnUrl=%2Fhousehold", forceLoad: true);
        }
        finally
        {
            _isBusy = false;
        }

        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }
}
