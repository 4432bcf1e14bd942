using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Live;

namespace Portal.Client.Tests.Live;

/// <summary>A page reads again after a ring: at once, never twice at a time, and never in vain.</summary>
public sealed class LiveRefreshTests : BunitContext
{
    private readonly Bell _bell = new();
    private readonly SemaphoreSlim _held = new(0);
    private int _reloads;

    public LiveRefreshTests()
    {
        Services.AddSingleton<IHouseholdFeed>(_bell);
        Services.AddSingleton(TimeProvider.System);
    }

    [Fact]
    public void Render_First_ReadsOnceMore()
    {
        RenderUnheld();

        Assert.Equal(1, _reloads);
    }

    [Fact]
    public void Ring_NothingRuns_ReloadsAtOnce()
    {
        var page = RenderUnheld();

        _bell.Ring();

        page.WaitForAssertion(() => Assert.Equal(2, _reloads));
    }

    [Fact]
    public void Ring_ThousandTimesDuringOneReload_ReloadsOnceMore()
    {
        var page = RenderHeld();
        page.WaitForAssertion(() => Assert.Equal(1, _reloads));

        for (var i = 0; i < 1000; i++)
            _bell.Ring();
        Assert.Equal(1, _reloads);
        _held.Release();

        page.WaitForAssertion(() => Assert.Equal(2, _reloads));
        _held.Release();
        _bell.Ring();
        page.WaitForAssertion(() => Assert.Equal(3, _reloads));
    }

    [Fact]
    public void Ring_FromManyThreadsDuringOneReload_ReloadsOnceMore()
    {
        var page = RenderHeld();
        page.WaitForAssertion(() => Assert.Equal(1, _reloads));

        Parallel.For(0, 1000, _ => _bell.Ring());
        _held.Release();
        page.WaitForAssertion(() => Assert.Equal(2, _reloads));
        _held.Release();

        _bell.Ring();
        page.WaitForAssertion(() => Assert.Equal(3, _reloads));
    }

    [Fact]
    public async Task Dispose_PageLeft_RingsNobody()
    {
        RenderUnheld();
        Assert.Equal(1, _bell.Subscribers);

        await DisposeComponentsAsync();

        Assert.Equal(0, _bell.Subscribers);
        _bell.Ring();
        Assert.Equal(1, _reloads);
    }

    [Fact]
    public void Ring_AfterAReloadThatFailed_ReloadsAgain()
    {
        var fails = true;
        var page = Render<LiveRefresh>(parameters => parameters.Add(one => one.ReloadAsync, EventCallback.Factory.Create(this, () =>
        {
            _reloads++;
            if (fails)
                throw new InvalidOperationException("The reading failed.");
        })));
        page.WaitForAssertion(() => Assert.Equal(1, _reloads));

        fails = false;
        _bell.Ring();

        page.WaitForAssertion(() => Assert.Equal(2, _reloads));
    }

    private IRenderedComponent<LiveRefresh> RenderUnheld() =>
        Render<LiveRefresh>(parameters => parameters.Add(one => one.ReloadAsync, EventCallback.Factory.Create(this, () => { _reloads++; })));

    private IRenderedComponent<LiveRefresh> RenderHeld() =>
        Render<LiveRefresh>(parameters => parameters.Add(one => one.ReloadAsync, EventCallback.Factory.Create(this, async () =>
        {
            Interlocked.Increment(ref _reloads);
            await _held.WaitAsync();
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
