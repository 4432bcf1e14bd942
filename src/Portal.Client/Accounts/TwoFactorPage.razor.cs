using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Accounts;

/// <summary>The authenticator app and the recovery codes of whoever is signed in.</summary>
public sealed partial class TwoFactorPage(
    IAccountSecurity account, ITwoFactor factor, NavigationManager navigation, ILogger<TwoFactorPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<SecurityView> _reading = new(logger);
    private readonly Tap _tap = new(logger);
    private TwoFactorKey? _key;
    private IReadOnlyList<string>? _codes;

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(account.FindAsync, _leaving.Token);

    private Task BeginAsync() => TapAsync(async token =>
    {
        _key = await factor.BeginAsync(token);
        return _key is null ? AccountsText.TwoFactorIsOnAlready : null;
    });

    private Task TurnOnAsync(string code) => TapAsync(async token =>
    {
        _codes = await factor.TurnOnAsync(code, token);
        if (_codes is null)
            return AccountsText.CodeNotOfApp;
        _key = null;
        return null;
    });

    private Task MakeCodesAsync() => TapAsync(async token =>
    {
        _codes = await factor.MakeCodesAsync(token);
        return null;
    });

    private Task TurnOffAsync() => TapAsync(async token =>
    {
        _codes = null;
        return SecurityWords.Fault(await factor.TurnOffAsync(token));
    });

    // Each of them is for whoever confirmed a short while ago: asked for before, so that nothing is done in vain (S25).
    private async Task TapAsync(Func<CancellationToken, Task<string?>> act)
    {
        if (await account.FindAsync(_leaving.Token) is not { IsFresh: true })
        {
            navigation.NavigateTo("/confirm?returnUrl=%2Fsettings%2Ftwo-factor", forceLoad: true);
            return;
        }

        await _tap.DoAsync(() => act(_leaving.Token));
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
