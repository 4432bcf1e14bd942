using Portal.Client;
using Portal.Client.Accounts;
using Portal.Live;

namespace Portal.Tests.Live;

public sealed class HouseholdFeedsTests
{
    private readonly HouseholdFeeds _feeds = new();
    private readonly HouseholdId _one = PortalId.New<HouseholdId>(DateTimeOffset.UnixEpoch);
    private readonly HouseholdId _other = PortalId.New<HouseholdId>(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Ring_OneHousehold_RingsItsOwnOnly()
    {
        var rings = new List<string>();
        using var first = _feeds.Subscribe(null, [_one], () => rings.Add("first"));
        using var second = _feeds.Subscribe(null, [_other], () => rings.Add("second"));
        using var both = _feeds.Subscribe(null, [_one, _other], () => rings.Add("both"));

        _feeds.Ring(_one);

        // Who came last first: the page before the frame around it.
        Assert.Equal(["both", "first"], rings);
    }

    [Fact]
    public void Ring_AnAccount_RingsItsOwnPagesOnly()
    {
        var rings = new List<string>();
        var mara = PortalId.New<AccountId>(DateTimeOffset.UnixEpoch);
        using var hers = _feeds.Subscribe(mara, [_one], () => rings.Add("hers"));
        using var another = _feeds.Subscribe(PortalId.New<AccountId>(DateTimeOffset.UnixEpoch), [_one], () => rings.Add("another's"));

        _feeds.Ring(mara);

        Assert.Equal(["hers"], rings);
    }

    [Fact]
    public void Ring_AfterDisposal_RingsNobody()
    {
        var rings = 0;
        _feeds.Subscribe(null, [_one, _other], () => rings++).Dispose();

        _feeds.Ring(_one);
        _feeds.Ring(_other);

        Assert.Equal(0, rings);
    }

    [Fact]
    public void Ring_WhileOneUnsubscribes_ReachesTheOthers()
    {
        var rings = 0;
        IDisposable? own = null;
        own = _feeds.Subscribe(null, [_one], () => own?.Dispose());
        using var other = _feeds.Subscribe(null, [_one], () => rings++);

        _feeds.Ring(_one);

        Assert.Equal(1, rings);
    }
}
