using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Carriers;
using Portal.Client.Live;

namespace Portal.Client.Operator;

/// <summary>The operator's carriers: register, verify by hand, suspend; keys that are shown once.</summary>
public sealed partial class CarriersPage(IOperatorCarriers port, NavigationManager navigation, ILogger<CarriersPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<IReadOnlyList<CarrierView>> _reading = new(logger);
    private string _name = "";
    private string? _fault;
    private string? _answer;
    private (CarrierId Carrier, string Key)? _issuedKey;
    private bool _isBusy;

    public void Dispose()
    {
        _leaving.Dispose();
    }

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(async token => await port.ListAsync(token), _leaving.Token);

    private async Task RegisterAsync()
    {
        _isBusy = true;
        var outcome = await port.RegisterAsync(_name, _leaving.Token);
        _fault = outcome.Fault;
        if (outcome.Registered is not null)
            _name = "";
        await ReloadAsync();
        _isBusy = false;
    }

    private Task IssueAsync(CarrierId carrier, CarrierKeyDraft draft) => DoAsync(async token =>
    {
        var issued = await port.IssueKeyAsync(carrier, draft, token);
        _issuedKey = issued.Key is { } key ? (carrier, key) : null;
        return issued.Outcome;
    });

    private async Task DoAsync(Func<CancellationToken, Task<OperatorOutcome>> act)
    {
        _isBusy = true;
        var outcome = await act(_leaving.Token);
        _answer = Fault(outcome);
        if (outcome is OperatorOutcome.SignInAgain)
            navigation.NavigateTo("/confirm?returnUrl=%2Foperator%2Fcarriers", forceLoad: true);
        await ReloadAsync();
        _isBusy = false;
    }

    private static string? Fault(OperatorOutcome outcome) => outcome switch
    {
        OperatorOutcome.Done => null,
        OperatorOutcome.NotFound => OperatorText.NoSuchCarrier,
        OperatorOutcome.NotAllowed => OperatorText.NoLongerOperator,
        OperatorOutcome.NoLongerPossible => OperatorText.NotDoneWasSo,
        OperatorOutcome.SignInAgain => OperatorText.SignInAgain,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
