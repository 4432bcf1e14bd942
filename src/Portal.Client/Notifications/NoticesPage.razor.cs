using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Portal.Client.Access;
using Portal.Client.Live;

namespace Portal.Client.Notifications;

/// <summary>How the person is told when no page is open. The browser asks for its permission at a tap, never by itself.</summary>
public sealed partial class NoticesPage(INotices notices, IJSRuntime browser, ILogger<NoticesPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<NoticeSettingsView> _reading = new(logger);
    private readonly Tap _tap = new(logger);
    private readonly Tap _browserTap = new(logger);
    private readonly Tap _mailTap = new(logger);
    private BrowserPush? _here;
    private IJSObjectReference? _script;
    private DotNetObjectReference<NoticesPage>? _self;

    /// <summary>The reader's own zone, as the browser told it.</summary>
    [CascadingParameter(Name = "ViewerZone")]
    public string? ViewerZone { get; set; }

    /// <summary>The browser was turned on, or was not: called by <c>notices.js</c> after the person's tap.</summary>
    [JSInvokable]
    public async Task TellAsync(BrowserPush said)
    {
        ArgumentNullException.ThrowIfNull(said);
        await _browserTap.DoAsync(async () =>
        {
            _here = said;
            if (said.Keys is not { } keys)
                return said.Permission == "granted" ? NoticeAnswers.NotTurnedOn(said.Fault) : null;
            return NoticeAnswers.Of(await notices.AddBrowserAsync(keys, _leaving.Token));
        });
        await ReloadAsync();
        StateHasChanged();
    }

    protected override Task OnInitializedAsync() => ReloadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _script = await browser.InvokeAsync<IJSObjectReference>("import", _leaving.Token, "/js/notices.js");
        _here = await _script.InvokeAsync<BrowserPush?>("begin", _leaving.Token, _self, _reading.View?.PushKey) ?? new BrowserPush();
        await ReloadAsync();
        StateHasChanged();
    }

    private Task ReloadAsync() => _reading.ReadAsync(token => notices.FindAsync(_here?.Endpoint, token), _leaving.Token);

    private Task ChooseAsync((NoticeKind Kind, NoticeChannel Channel, bool On) choice) => DoAsync(_tap, async token =>
    {
        await notices.ChooseAsync(choice.Kind, choice.Channel, choice.On, token);
        return null;
    });

    private Task SetQuietHoursAsync(QuietHours? hours) => DoAsync(_tap, async token =>
    {
        await notices.SetQuietHoursAsync(hours, token);
        return null;
    });

    private Task RemoveAsync(PushBrowserView one) => DoAsync(_tap, async token =>
    {
        await notices.RemoveBrowserAsync(one.Id, token);
        return null;
    });

    private Task TestBrowserAsync(PushBrowserView one) => DoAsync(_browserTap, async token => NoticeAnswers.OfPush(await notices.TestBrowserAsync(one.Id, token)));

    private Task TestMailAsync() => DoAsync(_mailTap, async token => NoticeAnswers.OfMail(await notices.TestMailAsync(token)));

    private Task TurnOffAsync(PushBrowserView one) => DoAsync(_browserTap, async token =>
    {
        await notices.RemoveBrowserAsync(one.Id, token);
        if (_script is { } script)
            _here = await script.InvokeAsync<BrowserPush?>("turnOff", token) ?? new BrowserPush();
        return null;
    });

    private async Task DoAsync(Tap tap, Func<CancellationToken, Task<string?>> act)
    {
        await tap.DoAsync(() => act(_leaving.Token));
        await ReloadAsync();
    }

    private string QuietZone(NoticeSettingsView view) => view.Quiet?.TimeZone ?? (ViewerZone is null ? view.TimeZone : ZoneNames.For(ViewerZone));

    public async ValueTask DisposeAsync()
    {
        _leaving.Dispose();
        _self?.Dispose();
        try
        {
            if (_script is not null)
                await _script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone already, and its script with it.
        }
    }
}
