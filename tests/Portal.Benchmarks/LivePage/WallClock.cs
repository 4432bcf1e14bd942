namespace Portal.Benchmarks.LivePage;

/// <summary>The machine's clock as browsers tell it: Unix milliseconds with a fraction.</summary>
internal static class WallClock
{
    public static double NowMs => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
