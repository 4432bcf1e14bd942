using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Controls;
using Portal.Client.Live;

namespace Portal.Client.Accounts;

/// <summary>How whoever is signed in signs in, and where.</summary>
public sealed partial class SecurityPage(
    IAccountSecurity account, IAccessTokens tokens, IEmailAddress address, NavigationManager navigation, ILogger<SecurityPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<SecurityView> _reading = new(logger);
    private readonly Tap _tap = new(logger);
    private string? _sent;
    private string? _token;

    /// <summary>What became of a passkey that this browser was to make (<c>wwwroot/js/passkey.js</c>).</summary>
    [SupplyParameterFromQuery(Name = "passkey")]
    private string? Passkey { get; set; }

    /// <summary>What became of an export that was asked for.</summary>
    [SupplyParameterFromQuery(Name = "export")]
    private string? Export { get; set; }

    [CascadingParameter(Name = "ViewerZone")]
    private string? ViewerZone { get; set; }

    private string Zone => PlaceClock.Known(ViewerZone);

    private string? Said => _tap.Answer
        ?? (Passkey == "refused" ? SecurityWords.PasskeyNotMade : null)
        ?? (Export == "busy" ? SecurityWords.ExportBusy : null);

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(account.FindAsync, _leaving.Token);

    private async Task TapAsync(Func<CancellationToken, Task<SecurityOutcome>> change)
    {
        await _tap.DoAsync(async () =>
        {
            var outcome = await change(_leaving.Token);
            if (outcome is SecurityOutcome.SignInAgain)
                navigation.NavigateTo("/confirm?returnUrl=%2Fsettings", forceLoad: true);
            return SecurityWords.Fault(outcome);
        });
        await ReloadAsync();
    }

    private Task EndOthersAsync() => TapAsync(async token =>
    {
        await account.EndOtherSessionsAsync(token);
        return SecurityOutcome.Done;
    });

    private Task MakeTokenAsync(string name) => TapAsync(async stop =>
    {
        var made = await tokens.MakeAsync(name, stop);
        _token = made.Token;
        return made.Outcome;
    });

    private Task AskAgainAsync() => SendAsync(address.AskAgainAsync);

    private Task AskChangeAsync(string email) => SendAsync(token => address.AskChangeAsync(email, token));

    private Task SendAsync(Func<CancellationToken, Task<SecurityOutcome>> send) => TapAsync(async token =>
    {
        var outcome = await send(token);
        _sent = outcome is SecurityOutcome.Done ? AccountsText.LinkIsOnItsWay : null;
        return outcome;
    });

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
