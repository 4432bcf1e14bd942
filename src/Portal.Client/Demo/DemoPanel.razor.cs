using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Portal.Client.Access;
using Portal.Client.Live;

namespace Portal.Client.Demo;

/// <summary>The sheet 'Trying it out'. Where there is no <see cref="IDemoPanel"/>, or nothing in it for the person, it renders nothing.</summary>
public sealed partial class DemoPanel : ComponentBase, IDisposable
{
    private readonly Leaving _leaving = new();
    private IDemoPanel? _panel;
    private IReadOnlyList<DemoPlace> _places = [];
    private AccessPointId? _chosen;
    private DemoOutcome? _said;
    private DemoAct? _doing;
    private ElementReference _heading;
    private bool _isOpen;
    private bool _isToFocus;
    private bool _hasKey;

    [Inject]
    private IServiceProvider Services { get; set; } = null!; // Set by the renderer before anything else.

    [Inject]
    private IJSRuntime Script { get; set; } = null!; // Likewise.

    private DemoPlace? Chosen => _places.FirstOrDefault(place => place.Id == _chosen) ?? (_places is [var first, ..] ? first : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _panel = Services.GetService<IDemoPanel>();
        await ReloadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_hasKey && _places.Count > 0)
        {
            _hasKey = true;
            await Script.InvokeAsync<IJSObjectReference>("import", _leaving.Token, "./" + Assets["js/demo.js"]);
        }

        if (_isToFocus)
        {
            _isToFocus = false;
            await _heading.FocusAsync();
        }
    }

    private async Task ReloadAsync() => _places = _panel is null ? [] : await _panel.ListAsync(_leaving.Token);

    private void Switch()
    {
        _isOpen = !_isOpen;
        _isToFocus = _isOpen;
    }

    private void Choose(DemoPlace place)
    {
        _chosen = place.Id;
        _said = null;
    }

    private async Task DoAsync(DemoAct act)
    {
        if (_panel is null || Chosen is not { } place || _doing is not null)
            return;
        _doing = act;
        try
        {
            _said = await _panel.DoAsync(place.Id, act, _leaving.Token);
            await ReloadAsync();
        }
        finally
        {
            _doing = null;
        }
    }
}
