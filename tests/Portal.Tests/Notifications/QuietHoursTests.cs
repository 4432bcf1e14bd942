using System.Globalization;
using Portal.Client.Notifications;

namespace Portal.Tests.Notifications;

/// <summary>Quiet hours by the person's own clock.</summary>
public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("2026-11-21T20:59:00Z", "2026-11-21T20:59:00Z")] // 21:59: not yet.
    [InlineData("2026-11-21T21:00:00Z", "2026-11-22T06:00:00Z")] // 22:00: until 7 in the morning.
    [InlineData("2026-11-22T05:59:59Z", "2026-11-22T06:00:00Z")]
    [InlineData("2026-11-22T06:00:00Z", "2026-11-22T06:00:00Z")] // 07:00: over.
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z")] // The night that is an hour longer.
    [InlineData("2027-03-27T22:00:00Z", "2027-03-28T05:00:00Z")] // The one that is an hour shorter.
    public void NotBefore_OverMidnight_IsTheEndByThePersonsClock(string now, string expected) =>
        AssertNotBefore(new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0), "Europe/Berlin"), now, expected);

    [Theory]
    [InlineData("2026-11-21T12:00:00Z", "2026-11-21T14:30:00Z")]
    [InlineData("2026-11-21T14:30:00Z", "2026-11-21T14:30:00Z")]
    public void NotBefore_WithinADay_IsItsEnd(string now, string expected) =>
        AssertNotBefore(new QuietHours(new TimeOnly(13, 0), new TimeOnly(15, 30), "Europe/Berlin"), now, expected);

    /// <summary>02:30 does not exist on that night: the hours are over when the clocks have gone forward.</summary>
    [Fact]
    public void NotBefore_EndThatTheClocksSkip_IsAfterTheSkip() =>
        AssertNotBefore(new QuietHours(new TimeOnly(23, 0), new TimeOnly(2, 30), "Europe/Berlin"), "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z");

    private static void AssertNotBefore(QuietHours hours, string now, string expected) =>
        Assert.Equal(At(expected), hours.NotBefore(At(now)));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
