using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Support;

/// <summary>One delivery behind the mask, for as long as the look lasts: at its end the page empties itself (S30).</summary>
public sealed partial class SupportLookPage(ISupportReview review, TimeProvider time, ILogger<SupportLookPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<MaskedDelivery> _reading = new(logger);
    private ITimer? _end;

    public void Dispose()
    {
        _leaving.Dispose();
        _end?.Dispose();
    }

    protected override Task OnInitializedAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(
            token => PortalId.TryParse<LookId>(Look, out var look) ? review.FindAsync(look, token) : Task.FromResult<MaskedDelivery?>(null),
            _leaving.Token);
        if (_end is null && _reading.View is { } view)
            _end = time.CreateTimer(_ => _ = InvokeAsync(EndAsync), state: null, Left(view), Timeout.InfiniteTimeSpan);
    }

    private async Task EndAsync()
    {
        await ReloadAsync();
        StateHasChanged();
    }

    private TimeSpan Left(MaskedDelivery view)
    {
        var left = view.EndsAt - time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
