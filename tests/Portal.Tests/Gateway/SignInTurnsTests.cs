using Portal.Gateway;

namespace Portal.Tests.Gateway;

/// <summary>Devices sign in a few at a time, in the order in which they came.</summary>
public sealed class SignInTurnsTests : IDisposable
{
    private readonly SignInTurns _turns = new();
    private readonly List<IDisposable> _taken = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task TakeAsync_AllTurnsTaken_TheNextGoToThoseWhoCameFirst()
    {
        await TakeAllAsync();
        var first = _turns.TakeAsync(Stop);
        var second = _turns.TakeAsync(Stop);

        _taken[0].Dispose();

        Assert.NotNull(await first);
        Assert.False(second.IsCompleted);
        // Given back twice, it is one turn.
        _taken[0].Dispose();
        Assert.False(second.IsCompleted);
        _taken[1].Dispose();
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task TakeAsync_GaveUpWaiting_TakesNone()
    {
        await TakeAllAsync();
        using var gone = new CancellationTokenSource();
        var first = _turns.TakeAsync(gone.Token);
        var second = _turns.TakeAsync(Stop);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _taken[0].Dispose();

        Assert.NotNull(await second);
    }

    [Fact]
    public async Task S35_TooManyWait_TheNextIsSentAway()
    {
        await TakeAllAsync();
        using var gone = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 10_000).Select(_ => _turns.TakeAsync(gone.Token)).ToList();

        Assert.Null(await _turns.TakeAsync(Stop));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        var next = _turns.TakeAsync(Stop);
        _taken[0].Dispose();
        Assert.NotNull(await next);
    }

    // Until one has to wait, which then gives up.
    private async Task TakeAllAsync()
    {
        using var last = new CancellationTokenSource();
        var turn = _turns.TakeAsync(last.Token);
        for (; turn.IsCompleted; turn = _turns.TakeAsync(last.Token))
            _taken.Add(await turn ?? throw new InvalidOperationException("Sent away."));
        await last.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
    }
}
