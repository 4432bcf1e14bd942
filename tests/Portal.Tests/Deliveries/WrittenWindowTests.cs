using NodaTime;
using NodaTime.TimeZones;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using static Portal.Tests.Deliveries.SomeDelivery;

namespace Portal.Tests.Deliveries;

/// <summary>S18: what was written, and what it means by the rules of a zone.</summary>
public sealed class WrittenWindowTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void S18_Of_AWindow_IsWhatTheClockOfThePlaceSays() =>
        Assert.Equal("2026-11-22 15:00 to 2026-11-22 16:00", WrittenWindow.Of(Window(24, 25), Berlin).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(30_000)]
    [InlineData(30_125)]
    public void S18_Parse_WhatWasKept_IsTheSameToTheMillisecond(int milliseconds)
    {
        var window = new DeliveryWindow(Now.AddMilliseconds(milliseconds), Now.AddHours(1));
        var kept = WrittenWindow.Of(window, Berlin);

        Assert.Equal(kept, WrittenWindow.Parse(kept.ToString()));
        Assert.Equal(window, kept.Means(Berlin, window));
    }

    [Fact]
    public void S18_Means_ByOtherRules_IsAnotherInstant() =>
        Assert.Equal(Window(23, 24), WrittenWindow.Of(Window(24, 25), Berlin).Means(DateTimeZone.ForOffset(Offset.FromHours(2)), Window(24, 25)));

    /// <summary>Clocks go back on 31 October 2027 at 3:00: 2:15 comes twice, and each of the two was meant by whoever said so.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void S18_Means_ATimeThatComesTwice_IsTheOneThatWasAgreed(int hours)
    {
        var start = new DateTimeOffset(2027, 10, 31, 0, 15, 0, TimeSpan.Zero).AddHours(hours);
        var window = new DeliveryWindow(start, start.AddHours(3));

        Assert.Equal(window, WrittenWindow.Of(window, Berlin).Means(Berlin, window));
    }

    [Fact]
    public void S18_Means_ATimeThatComesTwiceByNewRules_IsTheFirstOfThem()
    {
        // Agreed where no clock is set back.
        var start = new DateTimeOffset(2027, 10, 31, 2, 15, 0, TimeSpan.Zero);
        var window = new DeliveryWindow(start, start.AddHours(3));

        var means = WrittenWindow.Of(window, DateTimeZone.Utc).Means(Berlin, window);

        Assert.Equal(new DateTimeOffset(2027, 10, 31, 0, 15, 0, TimeSpan.Zero), means.Start);
    }

    /// <summary>Clocks go forward on 28 March 2027 at 2:00: 2:30 never comes.</summary>
    [Fact]
    public void S18_Means_ATimeThatDoesNotCome_IsTheMomentAtWhichTheClockIsSetForward()
    {
        var start = new DateTimeOffset(2027, 3, 28, 2, 30, 0, TimeSpan.Zero);
        var window = new DeliveryWindow(start, start.AddHours(3));

        var means = WrittenWindow.Of(window, DateTimeZone.Utc).Means(Berlin, window);

        Assert.Equal(new DateTimeOffset(2027, 3, 28, 1, 0, 0, TimeSpan.Zero), means.Start);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-22 16:00")]
    public void Parse_SomethingElse_IsAFault(string written) => Assert.Throws<FormatException>(() => WrittenWindow.Parse(written));
}
