using Portal.Client.Notifications;
using Portal.Notifications;
using Portal.Tests.Support;

namespace Portal.Tests.Notifications;

/// <summary>Whether notifications arrive, by what push services and browsers have said.</summary>
public sealed class NoticeReachTests
{
    private static readonly DateTimeOffset Now = ManualTime.Start;

    /// <param name="taken">Minutes since the push service took the last one; null for never.</param>
    /// <param name="heard">Minutes since the browser showed one; null for never.</param>
    /// <param name="isFailing">The push service takes none at present.</param>
    /// <param name="arrives">What is to be said.</param>
    [Theory]
    [InlineData(null, null, false, false)] // Nothing was ever sent there: nobody knows.
    [InlineData(60, null, false, false)]
    [InlineData(60, 60, false, true)]
    [InlineData(60, 70, false, true)] // Its word came while the push service's was still on its way.
    [InlineData(60, 71, false, false)] // The last one was not shown.
    [InlineData(9, 600, false, true)] // It may still come.
    [InlineData(10, 600, false, false)]
    [InlineData(null, 5, false, true)]
    [InlineData(60, 60, true, false)]
    public void Reaches_OneBrowser_ByItsOwnWord(int? taken, int? heard, bool isFailing, bool arrives) =>
        Assert.Equal(arrives, NoticeReach.Reaches([Browser(taken, heard, isFailing)], Now));

    [Fact]
    public void Reaches_NoBrowser_NobodyAskedForIt() => Assert.True(NoticeReach.Reaches([], Now));

    [Fact]
    public void Reaches_OneOfTwo_IsEnough() => Assert.True(NoticeReach.Reaches([Browser(60, null, false), Browser(60, 60, false)], Now));

    private static PushBrowserView Browser(int? taken, int? heard, bool isFailing) => new()
    {
        Id = Client.PortalId.New<PushBrowserId>(Now),
        Name = "Chrome on Android",
        Since = Now.AddDays(-9),
        IsThis = false,
        TakenAt = taken is { } ago ? Now.AddMinutes(-ago) : null,
        HeardAt = heard is { } since ? Now.AddMinutes(-since) : null,
        FailingSince = isFailing ? Now.AddMinutes(-1) : null,
        Fault = isFailing ? PushFault.NotReached : null,
    };
}
