using Microsoft.AspNetCore.Components;

namespace Portal.Client.Live;

/// <summary>
/// Calls the page's reload after each change in the member's households. The first ring goes through at once; rings that come while
/// the page reloads melt into one more reload, however many they are.
/// </summary>
public sealed partial class LiveRefresh : ComponentBase, IDisposable
{
    /// <summary>How long before <see cref="BelievedUntil"/> the page is read again: a device that lives has been heard by then.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);

    private readonly Leaving _leaving = new();
    private readonly Lock _gate = new();
    private IDisposable? _subscription;
    private ITimer? _timer;
    private DateTimeOffset? _timedFor;
    private Task _reload = Task.CompletedTask;
    private bool _isReloading;
    private bool _isRungMeanwhile;

    [Inject]
    private IHouseholdFeed Feed { get; set; } = null!; // Set by the renderer before anything else.

    [Inject]
    private TimeProvider Time { get; set; } = null!; // As above.

    /// <summary>
    /// The earliest moment at which something shown may no longer be believed. Heartbeats ring no bell, so the page is read again shortly
    /// before.
    /// </summary>
    [Parameter]
    public DateTimeOffset? BelievedUntil { get; set; }

    /// <summary>Reads everything that the page shows, anew.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback ReloadAsync { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Dispose();
        _subscription?.Dispose();
        _timer?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (BelievedUntil == _timedFor)
            return;
        _timedFor = BelievedUntil;
        _timer?.Dispose();
        _timer = null;
        var wait = BelievedUntil - Time.GetUtcNow() - Ahead;
        if (wait is { } due)
            _timer = Time.CreateTimer(_ => Ring(), state: null, due > Soonest ? due : Soonest, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        var subscription = await Feed.SubscribeAsync(Ring, _leaving.Token);
        if (_leaving.IsOver)
        {
            subscription.Dispose();
            return;
        }

        _subscription = subscription;
        // What changed between the page's first read and now rang nobody.
        Ring();
    }

    private void Ring()
    {
        lock (_gate)
        {
            _isRungMeanwhile = _isReloading;
            if (_isReloading)
                return;
            _isReloading = true;
        }

        _reload = InvokeAsync(RunAsync);
    }

    private async Task RunAsync()
    {
        try
        {
            do
            {
                if (_leaving.IsOver)
                    return;
                await ReloadAsync.InvokeAsync();
            }
            while (IsToRunAgain());
        }
        catch (OperationCanceledException)
        {
            // What the page waited for was called off: it is being left. As with any handler of a page, that is no fault.
            lock (_gate)
                _isReloading = false;
        }
        catch (Exception exception)
        {
            // The top of the loop: the page's error boundary shows it, and a later ring tries again.
            lock (_gate)
                _isReloading = false;
            await DispatchExceptionAsync(exception);
        }
    }

    private bool IsToRunAgain()
    {
        lock (_gate)
        {
            _isReloading = _isRungMeanwhile;
            _isRungMeanwhile = false;
            return _isReloading;
        }
    }
}
