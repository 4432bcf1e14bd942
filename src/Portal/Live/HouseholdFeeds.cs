using Portal.Client.Accounts;

namespace Portal.Live;

/// <summary>Who is to be rung for which household or account. It holds one entry for each open page or program, which the server bounds.</summary>
internal sealed class HouseholdFeeds
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Subscription>> _subscriptions = [];

    /// <summary>Calls <paramref name="ring"/> after each change in one of the households or of the account itself, until disposed.</summary>
    public IDisposable Subscribe(AccountId? account, IReadOnlyCollection<HouseholdId> households, Action ring)
    {
        List<string> about = [.. households.Select(household => household.Value)];
        if (account is { } own)
            about.Add(own.Value);
        var subscription = new Subscription(this, about, ring);
        lock (_gate)
        {
            foreach (var id in about)
            {
                if (!_subscriptions.TryGetValue(id, out var list))
                    _subscriptions.Add(id, list = []);
                list.Add(subscription);
            }
        }

        return subscription;
    }

    public void Ring(HouseholdId household) => Ring(household.Value);

    public void Ring(AccountId account) => Ring(account.Value);

    // Who came last first: a page comes after the frame around it, and what it shows is what somebody waits for.
    private void Ring(string about)
    {
        Subscription[] rung;
        lock (_gate)
        {
            if (!_subscriptions.TryGetValue(about, out var list))
                return;
            rung = [.. list];
            Array.Reverse(rung);
        }

        foreach (var subscription in rung)
            subscription.Ring();
    }

    private void Remove(Subscription subscription, IEnumerable<string> about)
    {
        lock (_gate)
        {
            foreach (var id in about)
            {
                if (_subscriptions.TryGetValue(id, out var list) && list.Remove(subscription) && list.Count == 0)
                    _subscriptions.Remove(id);
            }
        }
    }

    private sealed class Subscription(HouseholdFeeds feeds, IReadOnlyList<string> about, Action ring) : IDisposable
    {
        public void Ring() => ring();

        public void Dispose() => feeds.Remove(this, about);
    }
}
