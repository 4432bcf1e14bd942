using Portal.Device;

namespace Portal.Tests.Device;

/// <summary>A thousand devices whose portal was away do not knock together when it is back.</summary>
public sealed class RetryTests
{
    private const int Devices = 1000;

    [Fact]
    public void Next_FirstPause_IsSpreadEvenlyOverAQuarterOfASecond()
    {
        var pauses = Fleet().Select(retry => retry.Next().TotalMilliseconds).ToList();

        Assert.All(pauses, pause => Assert.InRange(pause, 250, 500));
        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(pauses.Count(pause => (int)((pause - 250) / 25) == tenth), Devices / 20, Devices / 6));
    }

    [Fact]
    public void Next_AgainAndAgain_DoublesUpToHalfAMinute()
    {
        var retry = new Retry(() => 1);

        var pauses = Enumerable.Range(0, 9).Select(_ => retry.Next().TotalSeconds).ToList();

        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30, 30], pauses);
        retry.Reset();
        Assert.Equal(0.5, retry.Next().TotalSeconds);
    }

    [Fact]
    public void Next_PortalAwayForFiveMinutes_NoSecondHearsMoreThanATenthOfAllAndAllAreBackWithinHalfAMinute()
    {
        var away = TimeSpan.FromMinutes(5);
        var knocks = Fleet().Select(retry => FirstKnockAfter(retry, away)).ToList();

        Assert.All(knocks, knock => Assert.InRange(knock.TotalSeconds, 0, 30));
        var busiest = knocks.GroupBy(knock => (int)knock.TotalSeconds).Max(second => second.Count());
        TestContext.Current.TestOutputHelper?.WriteLine($"The busiest second hears {busiest} of {Devices}.");
        Assert.InRange(busiest, 1, Devices / 10);
    }

    private static List<Retry> Fleet()
    {
        var random = new Random(20261121);
        return [.. Enumerable.Range(0, Devices).Select(_ => new Retry(random.NextDouble))];
    }

    private static TimeSpan FirstKnockAfter(Retry retry, TimeSpan away)
    {
        var at = TimeSpan.Zero;
        while (at <= away)
            at += retry.Next();
        return at - away;
    }
}
