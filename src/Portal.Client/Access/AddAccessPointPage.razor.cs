using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using Portal.Client.Accounts;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>
/// Adds a car, door or garage: what, details, place, pair its device, prove its sensor, tell the driver. Where one stands is in the address.
/// </summary>
public sealed partial class AddAccessPointPage(
    IHouseholdAccess access,
    IHouseholdDevices devices,
    IHouseholdPlaces places,
    KeptDraft kept,
    NavigationManager navigation,
    TimeProvider time,
    ILogger<AddAccessPointPage> logger)
{
    private const string PlaceStep = "place";
    private const string TellStep = "tell";

    /// <summary>How long before a belief ends the page is read again.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(3);

    /// <summary>What the second question asks for.</summary>
    private static readonly string[] DetailFields =
    [
        nameof(AccessPointDraft.Name), nameof(AccessPointDraft.CarMake), nameof(AccessPointDraft.CarModel), nameof(AccessPointDraft.CarColour),
        nameof(AccessPointDraft.CarPlate), nameof(AccessPointDraft.Household),
    ];

    private static readonly Dictionary<string, string> NoFaults = [];
    private readonly Leaving _leaving = new();
    private readonly Reading<PairingPageView> _reading = new(logger);
    private readonly Reading<IReadOnlyList<HouseholdView>> _owned = new(logger);
    private readonly Tap _tap = new(logger);
    private IReadOnlyDictionary<string, string> _faults = NoFaults;
    private AccessPointId? _loaded;
    private DateTimeOffset? _triedSince;
    private string? _code;
    private bool _refused;

    /// <summary>Trunk, door or garage, once chosen.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The access point that is being paired, once added.</summary>
    [SupplyParameterFromQuery(Name = "pair")]
    public string? Pair { get; set; }

    /// <summary>The place, or what the driver is told; without it the first question that is open.</summary>
    [SupplyParameterFromQuery(Name = "step")]
    public string? At { get; set; }

    [CascadingParameter(Name = "ViewerZone")]
    private string? ViewerZone { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    private AccessPointKind? ChosenKind => Words.TryParse<AccessPointKind>(Kind, out var kind) ? kind : null;

    private AccessPointId? PointId => PortalId.TryParse<AccessPointId>(Pair, out var id) ? id : null;

    private int Step => (PointId, ChosenKind, At, _reading.View?.Point.Device) switch
    {
        (null, null, _, _) => 1,
        (null, _, PlaceStep, _) => 3,
        (null, _, _, _) => 2,
        (_, _, TellStep, _) => 6,
        (_, _, _, null) => 4,
        _ => 5,
    };

    private string Heading => _reading.View?.Point.Name ?? AccessText.AddAPoint;

    /// <summary>When something shown may have ended: a belief, the code, the patience of the trial.</summary>
    private DateTimeOffset? LookAgainAt => _reading.View is not { } view
        ? null
        : new[] { view.Point.State.BelievedUntil, After(view.Pairing?.ExpiresAt), After(Trial(view)?.Until) }.Where(at => at - Ahead > time.GetUtcNow()).Min();

    protected override async Task OnParametersSetAsync()
    {
        if (!_owned.IsRead)
            await _owned.ReadAsync(OwnedAsync, _leaving.Token);
        Prepare();
        if (PointId == _loaded)
            return;
        (_loaded, _triedSince) = (PointId, null);
        await ReloadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        var who = Authentication is null ? null : (await Authentication).User.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        if (!await kept.FindAsync(who))
            return;
        Prepare();
        StateHasChanged();
    }

    private void Prepare()
    {
        if (ChosenKind is { } kind)
            kept.Draft.Kind = kind;
        kept.Draft.Household ??= _owned.View is [var only] ? only.Id.Value : null;
        if (kept.Draft.TimeZone.Length == 0)
            kept.Draft.TimeZone = ZoneNames.For(ViewerZone);
    }

    private async Task ReloadAsync()
    {
        if (PointId is not { } id)
            return;
        await _reading.ReadAsync(token => LoadAsync(id, token), _leaving.Token);
        if (_reading is { IsRead: true, View: null })
            navigation.NotFound();
        if (_reading.View?.Point.Device is not null)
            _triedSince ??= time.GetUtcNow() + ContactTrial.Settling;
    }

    /// <summary>Where it could not be read, the port says what is missing.</summary>
    private async Task<IReadOnlyList<HouseholdView>?> OwnedAsync(CancellationToken cancellationToken) =>
        [.. (await access.ListHouseholdsAsync(cancellationToken)).Select(one => one.Household).Where(one => one.Role.IsOwner)];

    private async Task<PairingPageView?> LoadAsync(AccessPointId id, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, cancellationToken) is not { } point)
            return null;
        var pairing = await access.FindPairingAsync(id, cancellationToken);
        return new PairingPageView(
            point,
            pairing is null ? null : pairing with { Code = _code },
            point.Device is null ? null : await devices.FindContactAsync(id, cancellationToken),
            await places.FindAsync(id, cancellationToken));
    }

    private ContactTrial? Trial(PairingPageView view) =>
        view.Contact is { } contact && _triedSince is { } since ? ContactTrial.Of(contact, since, time.GetUtcNow()) : null;

    // The page is read again before what it is told; these are over only afterwards.
    private static DateTimeOffset? After(DateTimeOffset? until) => until + Ahead + TimeSpan.FromMilliseconds(200);

    private void ProveAgain() => _triedSince = time.GetUtcNow();

    private Task CheckAsync() => DoAsync(async token =>
    {
        await kept.KeepAsync();
        var faults = await access.CheckAsync(kept.Draft, token);
        _faults = faults.Where(fault => DetailFields.Contains(fault.Key, StringComparer.Ordinal)).ToDictionary();
        if (_faults.Count == 0)
            navigation.NavigateTo($"/access-points/new?kind={Kind}&step={PlaceStep}");
        return null;
    });

    private Task AddAsync() => DoAsync(async token =>
    {
        await kept.KeepAsync();
        var outcome = await access.AddAsync(kept.Draft, token);
        _faults = outcome.Faults;
        if (outcome.Added is { } added)
        {
            await kept.ClearAsync();
            _code = (await access.AskPairingCodeAsync(added, token))?.Code;
            navigation.NavigateTo($"/access-points/new?pair={added}");
        }
        else if (outcome.Faults.Keys.Any(field => DetailFields.Contains(field, StringComparer.Ordinal)))
        {
            navigation.NavigateTo($"/access-points/new?kind={Kind}");
        }

        return null;
    });

    private Task AskAsync() => DoAsync(async token =>
    {
        _refused = false;
        _code = PointId is { } id ? (await access.AskPairingCodeAsync(id, token))?.Code : null;
        return _code is null ? AccessText.NoCodeMade : null;
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

    private Task TellAsync((string Instructions, int LeftOpenSeconds, int NotRelockedSeconds) told) => DoAsync(async token =>
    {
        if (_reading.View is not { Settings: { } set, Point.Id: var id })
            return null;
        var relock = new RelockChange(told.LeftOpenSeconds, set.WatchesHandOpenings, told.NotRelockedSeconds, set.Relocks);
        foreach (var change in new AccessPointChange[] { new InstructionsChange(told.Instructions), relock })
        {
            var (outcome, faults) = await places.ChangeAsync(id, change, token);
            _faults = faults;
            if (outcome is not AccessOutcome.Done)
                return faults.Count > 0 ? null : AccessPointWords.Fault(outcome);
        }

        navigation.NavigateTo($"/access-points/{id}");
        return null;
    });

    private static string Announced(PairingPageView view) => view switch
    {
        { Contact.IsProven: true } => AccessText.FormatSensorIsProven(view.Point.Name),
        { Contact.Words: [{ IsOpen: true }, ..] } => AccessText.FormatToldTheOpening(view.Point.Name),
        { Point.Device: not null } => AccessText.FormatPairedOpenOnce(view.Point.Name),
        { Pairing.Claimed: { } claimed } => AccessText.FormatFoundCompare(claimed.Model),
        _ => AccessText.WaitingForDevice,
    };

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
