using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>Adds a car, door or garage and pairs its device: what, details, pair, done. Where one stands is in the address.</summary>
public sealed partial class AddAccessPointPage(
    IHouseholdAccess access, KeptDraft kept, NavigationManager navigation, IJSRuntime browser, ILogger<AddAccessPointPage> logger)
{
    private static readonly Dictionary<string, string> NoFaults = [];
    private readonly CancellationTokenSource _leaving = new();
    private readonly Reading<PairingPageView> _reading = new(logger);
    private IReadOnlyDictionary<string, string> _faults = NoFaults;
    private IJSObjectReference? _places;
    private AccessPointId? _loaded;
    private string? _code;
    private string? _fault;
    private string? _placeFault;
    private bool _refused;
    private bool _isBusy;

    /// <summary>Trunk, door or garage, once chosen.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The access point that is being paired, once added.</summary>
    [SupplyParameterFromQuery(Name = "pair")]
    public string? Pair { get; set; }

    [CascadingParameter(Name = "ViewerZone")]
    private string? ViewerZone { get; set; }

    private AccessPointKind? ChosenKind => Words.TryParse<AccessPointKind>(Kind, out var kind) ? kind : null;

    private AccessPointId? PointId => PortalId.TryParse<AccessPointId>(Pair, out var id) ? id : null;

    private int Step => (PointId, ChosenKind, _reading.View?.Point.Device) switch
    {
        (null, null, _) => 1,
        (null, _, _) => 2,
        (_, _, null) => 3,
        _ => 4,
    };

    private string Heading => _reading.View?.Point.Name ?? "Add an access point";

    protected override async Task OnParametersSetAsync()
    {
        if (ChosenKind is { } kind)
            kept.Draft.Kind = kind;
        if (kept.Draft.TimeZone.Length == 0)
            kept.Draft.TimeZone = ZoneNames.For(ViewerZone);
        if (PointId == _loaded)
            return;
        _loaded = PointId;
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        if (PointId is not { } id)
            return;
        await _reading.ReadAsync(token => LoadAsync(id, token), _leaving.Token);
        if (_reading is { IsRead: true, View: null })
            navigation.NotFound();
    }

    private async Task<PairingPageView?> LoadAsync(AccessPointId id, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, cancellationToken) is not { } point)
            return null;
        var pairing = await access.FindPairingAsync(id, cancellationToken);
        return new PairingPageView(point, pairing is null ? null : pairing with { Code = _code });
    }

    private Task AddAsync() => DoAsync(async token =>
    {
        var outcome = await access.AddAsync(kept.Draft, token);
        _faults = outcome.Faults;
        if (outcome.Added is not { } added)
            return null;
        kept.Clear();
        _code = (await access.AskPairingCodeAsync(added, token))?.Code;
        navigation.NavigateTo($"/access-points/new?pair={added}");
        return null;
    });

    private Task AskAsync() => DoAsync(async token =>
    {
        _refused = false;
        _code = PointId is { } id ? (await access.AskPairingCodeAsync(id, token))?.Code : null;
        return _code is null ? "No code was made: only an owner may pair a device." : null;
    });

    private Task AnswerAsync(bool same) => DoAsync(async token =>
    {
        if (_reading.View?.Pairing?.Claimed is not { } claimed)
            return null;
        var outcome = await access.AnswerPairingAsync(claimed.Id, same, token);
        if (outcome is AccessOutcome.SignInAgain)
            navigation.NavigateTo($"/confirm?returnUrl={Uri.EscapeDataString($"/access-points/new?pair={Pair}")}", forceLoad: true);
        (_refused, _code) = (!same && outcome is AccessOutcome.Done, null);
        return AccessPointWords.Fault(outcome);
    });

    private async Task FindPlaceAsync()
    {
        _places ??= await browser.InvokeAsync<IJSObjectReference>("import", _leaving.Token, "/js/place.js");
        var here = await _places.InvokeAsync<double[]?>("here", _leaving.Token);
        if (here is [var latitude, var longitude])
            (kept.Draft.Latitude, kept.Draft.Longitude, _placeFault) = (latitude, longitude, null);
        else
            _placeFault = "Your browser did not give a position. Allow it for this page, or type the two numbers.";
    }

    private static string Announced(PairingPageView view) => view switch
    {
        { Point.Device: not null } => $"{view.Point.Name} is paired",
        { Pairing.Claimed: { } claimed } => $"{claimed.Model} found. Compare the number",
        _ => "Waiting for the device",
    };

    private async Task DoAsync(Func<CancellationToken, Task<string?>> act)
    {
        _isBusy = true;
        try
        {
            _fault = await act(_leaving.Token);
        }
        finally
        {
            _isBusy = false;
        }

        await ReloadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
        try
        {
            if (_places is not null)
                await _places.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its module with it.
        }
    }
}
