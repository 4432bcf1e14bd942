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
        using var first = _feeds.Subscribe([_one], () => rings.Add("first"));
        using var second = _feeds.Subscribe([_other], () => rings.Add("second"));
        using var both = _feeds.Subscribe([_one, _other], () => rings.Add("both"));

        _feeds.Ring(_one);

        // Who came last first: the page before the frame around it.
        Assert.Equal(["both", "first"], rings);
    }

    [Fact]
    public void Ring_AfterDisposal_RingsNobody()
    {
        var rings = 0;
        _feeds.Subscribe([_one, _other], () => rings++).Dispose();

        _feeds.Ring(_one);
        _feeds.Ring(_other);

        Assert.Equal(0, rings);
    }

    [Fact]
    public void Ring_WhileOneUnsubscribes_ReachesTheOthers()
    {
        var rings = 0;
        IDisposable? own = null;
        own = _feeds.Subscribe([_one], () => own?.Dispose());
        using var other = _feeds.Subscribe([_one], () => rings++);

        _feeds.Ring(_one);

        Assert.Equal(1, rings);
    }
}
