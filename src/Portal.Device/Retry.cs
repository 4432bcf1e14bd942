namespace Portal.Device;

/// <summary>
/// How long to wait before the next attempt to connect: doubled each time up to half a minute, and never the same for all, so that
/// a thousand devices do not knock at once after the portal has restarted.
/// </summary>
internal sealed class Retry(Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    /// <summary>Half to whole of what is due; the double next time.</summary>
    public TimeSpan Next()
    {
        var due = _next;
        _next = due * 2 < Longest ? due * 2 : Longest;
        return due * (0.5 + (random() / 2));
    }

    /// <summary>The line was good.</summary>
    public void Reset() => _next = First;
}
