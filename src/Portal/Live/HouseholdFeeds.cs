using Portal.Client.Accounts;

namespace Portal.Live;

/// <summary>Who is to be rung for which household. It holds one entry for each open page or program, which the server bounds.</summary>
internal sealed class HouseholdFeeds
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HouseholdId, List<Subscription>> _subscriptions = [];

    /// <summary>Calls <paramref name="ring"/> after each change in one of the households, until disposed.</summary>
    public IDisposable Subscribe(IReadOnlyCollection<HouseholdId> households, Action ring)
    {
        var subscription = new Subscription(this, households, ring);
        lock (_gate)
        {
            foreach (var household in households)
            {
                if (!_subscriptions.TryGetValue(household, out var list))
                    _subscriptions.Add(household, list = []);
                list.Add(subscription);
            }
        }

        return subscription;
    }

    /// <summary>Rings who came last first: a page comes after the frame around it, and what it shows is what somebody waits for.</summary>
    public void Ring(HouseholdId household)
    {
        Subscription[] rung;
        lock (_gate)
        {
            if (!_subscriptions.TryGetValue(household, out var list))
                return;
            rung = [.. list];
            Array.Reverse(rung);
        }

        foreach (var subscription in rung)
            subscription.Ring();
    }

    private void Remove(Subscription subscription, IEnumerable<HouseholdId> households)
    {
        lock (_gate)
        {
            foreach (var household in households)
            {
                if (_subscriptions.TryGetValue(household, out var list) && list.Remove(subscription) && list.Count == 0)
                    _subscriptions.Remove(household);
            }
        }
    }

    private sealed class Subscription(HouseholdFeeds feeds, IReadOnlyCollection<HouseholdId> households, Action ring) : IDisposable
    {
        public void Ring() => ring();

        public void Dispose() => feeds.Remove(this, households);
    }
}
