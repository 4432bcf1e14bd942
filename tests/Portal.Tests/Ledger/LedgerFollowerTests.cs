using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

public sealed class LedgerFollowerTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TestLedger _ledger = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;
    private readonly List<Recorder> _started = [];

    [Fact]
    public async Task Start_EntriesBefore_AreHandedOnInOrder()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 2500));
        var follower = await StartAsync("a");
        var seen = await follower.TakeAsync(2500, _stop);
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task Commit_WithoutAnyTimePassing_WakesIt()
    {
        var follower = await StartAsync("a");
        for (var i = 0; i < 20; i++)
        {
            await _ledger.AppendAsync(SomeEntries.Plain(i));
            Assert.Equal([i], await follower.TakeAsync(1, _stop));
        }
    }

    [Fact]
    public async Task Commit_ByAnotherProcess_IsSeenWithinASecond()
    {
        var follower = await StartAsync("a");
        await _ledger.AppendAsync(SomeEntries.Plain(0));
        await follower.TakeAsync(1, _stop);

        // Written without a ring, as by another process.
        await _ledger.Storage.Database.WriteAsync(
            tx => new LedgerWriter(new LedgerSignal()).Append(tx, _ledger.Time.GetUtcNow(), SomeEntries.Plain(1)), _stop);
        var taking = follower.TakeAsync(1, _stop);
        await AdvanceUntilAsync(taking);
        Assert.Equal([1], await taking);
    }

    [Fact]
    public async Task Restart_WithAName_GoesOnWhereItLeftOff()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        var first = await StartAsync("a");
        await first.TakeAsync(3, _stop);
        await SavedAsync("a", 2);
        await first.StopAsync(_stop);

        await _ledger.AppendAsync(SomeEntries.Plain(3, 2));
        var second = await StartAsync("a");
        Assert.Equal([3, 4], await second.TakeAsync(2, _stop));
    }

    [Fact]
    public async Task Restart_StoppedInTheMiddleOfHandling_HandsTheSameOnAgain()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        var first = await StartAsync("a", new HoldingRecorder(_ledger.Feed, "a"));
        await first.TakeAsync(3, _stop);
        await first.StopAsync(_stop);

        var second = await StartAsync("a");
        Assert.Equal([0, 1, 2], await second.TakeAsync(3, _stop));
    }

    [Fact]
    public async Task Restart_WithoutAName_SeesOnlyWhatIsNew()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 3));
        var follower = await StartAsync(name: null);

        // It begins by asking for the newest position, in the background: append until one is seen.
        var taking = follower.TakeAsync(1, _stop);
        for (var i = 3; !taking.IsCompleted; i++)
            await _ledger.AppendAsync(SomeEntries.Plain(i));
        Assert.True((await taking)[0] >= 3);
    }

    [Theory]
    [InlineData(typeof(FormatException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task HandlerThrows_WhateverItThrows_TheSameComesAgainWithinASecond(Type failure)
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 2));
        var follower = new FailingRecorder(_ledger.Feed, "a", failure, failures: 3);
        await StartAsync("a", follower);
        for (var i = 0; i < 3; i++)
        {
            await follower.FailedAsync(_stop);
            await _ledger.AppendAsync(SomeEntries.Plain(2 + i));
            if (i < 2)
                await AdvanceUntilAsync(follower.NextFailure);
        }

        var taking = follower.TakeAsync(5, _stop);
        await AdvanceUntilAsync(taking);
        Assert.Equal([0, 1, 2, 3, 4], await taking);
        Assert.Equal([[0L, 1L], [0L, 1L, 2L], [0L, 1L, 2L, 3L]], follower.Failed);
    }

    [Fact]
    public async Task Followers_OfDifferentNames_KeepTheirOwnPositions()
    {
        await _ledger.AppendAsync(SomeEntries.Plain(0, 2));
        var a = await StartAsync("a");
        await a.TakeAsync(2, _stop);
        var b = await StartAsync("b");
        Assert.Equal([0, 1], await b.TakeAsync(2, _stop));
        await SavedAsync("a", 1);
        await SavedAsync("b", 1);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var follower in _started)
        {
            await follower.StopAsync(CancellationToken.None);
            follower.Dispose();
        }

        _ledger.Dispose();
    }

    private async Task<Recorder> StartAsync(string? name, Recorder? recorder = null)
    {
        recorder ??= new Recorder(_ledger.Feed, name);
        _started.Add(recorder);
        await recorder.StartAsync(_stop);
        return recorder;
    }

    /// <summary>Lets seconds pass, each once somebody waits for it, until the awaited has happened.</summary>
    private async Task AdvanceUntilAsync(Task awaited)
    {
        while (!awaited.IsCompleted)
        {
            await _ledger.Time.TimerSetAsync(Second, _stop);
            _ledger.Time.Advance(Second);
            await Task.Yield();
        }
    }

    private Task SavedAsync(string name, long position) =>
        Until.TrueAsync($"{name} saved {position}", async () => await SavedPositionAsync(name) == position, _stop);

    private Task<long> SavedPositionAsync(string name) =>
        _ledger.Storage.Database.ReadAsync(
            connection => Dapper.SqlMapper.ExecuteScalar<long?>(connection, "SELECT position FROM ledger_follower WHERE name = @name", new { name }) ?? -1,
            _stop);

    private class Recorder(LedgerFeed feed, string? name) : LedgerFollower(feed, NullLogger.Instance)
    {
        private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
        private readonly Channel<long> _seen = Channel.CreateUnbounded<long>();

        protected override string? Name => name;

        public async Task<List<long>> TakeAsync(int count, CancellationToken cancellationToken)
        {
            var taken = new List<long>();
            while (taken.Count < count)
                taken.Add(await _seen.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Deadline, cancellationToken));
            return taken;
        }

        protected override Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
        {
            foreach (var entry in entries)
                _seen.Writer.TryWrite(entry.Position);
            return Task.CompletedTask;
        }
    }

    /// <summary>Sees the entries, and never finishes with them.</summary>
    private sealed class HoldingRecorder(LedgerFeed feed, string name) : Recorder(feed, name)
    {
        protected override async Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
        {
            await base.HandleAsync(entries, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
    }

    private sealed class FailingRecorder(LedgerFeed feed, string name, Type failure, int failures) : Recorder(feed, name)
    {
        private readonly Channel<bool> _failures = Channel.CreateUnbounded<bool>();

        public List<IReadOnlyList<long>> Failed { get; } = [];

        public Task NextFailure => _failures.Reader.WaitToReadAsync(CancellationToken.None).AsTask();

        public Task FailedAsync(CancellationToken cancellationToken) => _failures.Reader.ReadAsync(cancellationToken).AsTask();

        protected override Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
        {
            if (Failed.Count == failures)
                return base.HandleAsync(entries, cancellationToken);
            Failed.Add(entries.Select(entry => entry.Position).ToList());
            _failures.Writer.TryWrite(true);
            throw Activator.CreateInstance(failure) as Exception ?? new InvalidOperationException("No exception: " + failure);
        }
    }
}
