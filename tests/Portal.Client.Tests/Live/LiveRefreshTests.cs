using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Live;

namespace Portal.Client.Tests.Live;

/// <summary>A page reads again after a ring: at once, never twice at a time, and never in vain.</summary>
public sealed class LiveRefreshTests : BunitContext
{
    private readonly Bell _bell = new();
    private readonly SemaphoreSlim _held = new(0);
    private readonly SemaphoreSlim _began = new(0);
    private readonly SemaphoreSlim _ended = new(0);
    private int _reloads;

    public LiveRefreshTests()
    {
        Services.AddSingleton<IHouseholdFeed>(_bell);
        Services.AddSingleton(TimeProvider.System);
    }

    [Fact]
    public async Task Render_First_ReadsOnceMore()
    {
        Render(held: false);

        await BeganAsync(1);
    }

    [Fact]
    public async Task Ring_NothingRuns_ReloadsAtOnce()
    {
        Render(held: false);
        await BeganAsync(1);

        _bell.Ring();

        await BeganAsync(2);
    }

    [Fact]
    public async Task Ring_ThousandTimesDuringOneReload_ReloadsOnceMore()
    {
        var page = Render(held: true);
        await BeganAsync(1);

        for (var i = 0; i < 1000; i++)
            _bell.Ring();
        Assert.Equal(1, _reloads);

        await ReloadsOnceMoreAsync(page);
    }

    [Fact]
    public async Task Ring_FromManyThreadsDuringOneReload_ReloadsOnceMore()
    {
        var page = Render(held: true);
        await BeganAsync(1);

        Parallel.For(0, 1000, _ => _bell.Ring());

        await ReloadsOnceMoreAsync(page);
    }

    [Fact]
    public async Task Dispose_PageLeft_RingsNobody()
    {
        Render(held: false);
        await BeganAsync(1);
        Assert.Equal(1, _bell.Subscribers);

        await DisposeComponentsAsync();

        Assert.Equal(0, _bell.Subscribers);
        _bell.Ring();
        Assert.Equal(1, _reloads);
    }

    [Fact]
    public void Ring_ReloadFails_ReachesTheErrorBoundary()
    {
        var page = Render<ErrorBoundary>(parameters => parameters
            .AddChildContent<LiveRefresh>(refresh => refresh.Add(
                one => one.ReloadAsync,
                EventCallback.Factory.Create(this, () => throw new InvalidOperationException("The reading failed."))))
            .Add(boundary => boundary.ErrorContent, exception => builder => builder.AddContent(0, exception.Message)));

        page.WaitForAssertion(() => Assert.Contains("The reading failed.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ring_WhatThePageWaitedForIsCalledOff_IsNoFault()
    {
        Render<LiveRefresh>(parameters => parameters.Add(
            one => one.ReloadAsync,
            EventCallback.Factory.Create(this, () =>
            {
                _reloads++;
                _began.Release();
                throw new OperationCanceledException("The page was left.");
            })));
        await BeganAsync(1);

        _bell.Ring();

        await BeganAsync(2);
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    /// <summary>The reload that is held ends, exactly one more runs, and only a new ring starts a third.</summary>
    private async Task ReloadsOnceMoreAsync(IRenderedComponent<LiveRefresh> refresh)
    {
        _held.Release(2);
        await BeganAsync(2);
        await _ended.WaitAsync(Xunit.TestContext.Current.CancellationToken);
        await _ended.WaitAsync(Xunit.TestContext.Current.CancellationToken);
        // Whatever the second reload led to has begun once the page's own thread is free again.
        await refresh.InvokeAsync(() => { });
        Assert.Equal(2, _reloads);

        _bell.Ring();
        await BeganAsync(3);
        _held.Release();
    }

    private async Task BeganAsync(int reloads)
    {
        Assert.True(await _began.WaitAsync(TimeSpan.FromSeconds(20), Xunit.TestContext.Current.CancellationToken), "No reload began.");
        Assert.Equal(reloads, _reloads);
    }

    private IRenderedComponent<LiveRefresh> Render(bool held) => Render<LiveRefresh>(parameters => parameters.Add(
        one => one.ReloadAsync,
        EventCallback.Factory.Create(this, async () =>
        {
            Interlocked.Increment(ref _reloads);
            _began.Release();
            if (held)
                await _held.WaitAsync(Xunit.TestContext.Current.CancellationToken);
            _ended.Release();
        })));

    private sealed class Bell : IHouseholdFeed
    {
        private readonly List<Action> _rings = [];

        public int Subscribers
        {
            get
            {
                lock (_rings)
                    return _rings.Count;
            }
        }

        public Task<IDisposable> SubscribeAsync(Action ring, CancellationToken cancellationToken)
        {
            lock (_rings)
                _rings.Add(ring);
            return Task.FromResult<IDisposable>(new Subscription(this, ring));
        }

        public void Ring()
        {
            Action[] rung;
            lock (_rings)
                rung = [.. _rings];
            foreach (var ring in rung)
                ring();
        }

        private sealed class Subscription(Bell bell, Action ring) : IDisposable
        {
            public void Dispose()
            {
                lock (bell._rings)
                    bell._rings.Remove(ring);
            }
        }
    }
}
