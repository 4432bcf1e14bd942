using Portal.Client.Live;

namespace Portal.Client.Tests.Fakes;

/// <summary>A bell that the test rings.</summary>
internal sealed class FakeHouseholdFeed : IHouseholdFeed
{
    private readonly List<Action> _rings = [];

    public int Listeners => _rings.Count;

    public void Ring()
    {
        foreach (var ring in _rings.ToList())
            ring();
    }

    public Task<IDisposable> SubscribeAsync(Action ring, CancellationToken cancellationToken)
    {
        _rings.Add(ring);
        return Task.FromResult<IDisposable>(new Subscription(() => _rings.Remove(ring)));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
