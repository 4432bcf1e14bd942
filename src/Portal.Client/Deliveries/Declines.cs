using Portal.Client.Live;

namespace Portal.Client.Deliveries;

/// <summary>
/// Declining is one tap, and for 6 s it can be taken back: only then it is sent. Nothing can open meanwhile, for nothing is approved.
/// Leaving the page sends it at once: what was tapped and not taken back is done.
/// </summary>
public sealed class Declines(TimeProvider time) : IDisposable
{
    /// <summary>How long 'Undo' is offered.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(6);

    private readonly Dictionary<DeliveryId, CancellationTokenSource> _waiting = [];
    private readonly Leaving _leaving = new();

    /// <summary>Whether 'Undo' is offered for this delivery.</summary>
    public bool IsWaiting(DeliveryId delivery) => _waiting.ContainsKey(delivery);

    /// <summary>Waits until the decline is due; false when it was taken back, or had been tapped before.</summary>
    public async Task<bool> IsDueAsync(DeliveryId delivery)
    {
        using var undo = new CancellationTokenSource();
        if (!_waiting.TryAdd(delivery, undo))
            return false;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(undo.Token, _leaving.Token);
        await Task.Delay(Grace, time, ends.Token)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _waiting.Remove(delivery);
        return !undo.IsCancellationRequested;
    }

    /// <summary>Takes it back.</summary>
    public void Undo(DeliveryId delivery)
    {
        if (_waiting.TryGetValue(delivery, out var undo))
            undo.Cancel();
    }

    public void Dispose() => _leaving.Dispose();
}
