using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Accounts;

/// <summary>Deleting the own account: what ends is listed, the name is typed, and the person has confirmed a short while ago.</summary>
public sealed partial class DeleteAccountPage(IAccountDeletion account, NavigationManager navigation, ILogger<DeleteAccountPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<DeletionView> _reading = new(logger);
    private readonly Tap _tap = new(logger);
    private string _name = "";

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(account.FindAsync, _leaving.Token);

    private async Task DeleteAsync()
    {
        var outcome = DeletionOutcome.NotYet;
        await _tap.DoAsync(async () =>
        {
            outcome = await account.DeleteAsync(_name, _leaving.Token);
            return DeletionWords.Fault(outcome);
        });
        if (outcome is DeletionOutcome.Done)
            navigation.NavigateTo("/sign-in", forceLoad: true);
        else if (outcome is DeletionOutcome.SignInAgain)
            navigation.NavigateTo("/confirm?returnUrl=%2Fsettings%2Fdelete", forceLoad: true);
        else
            await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
