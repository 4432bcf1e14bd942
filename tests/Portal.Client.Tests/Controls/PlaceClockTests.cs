using System.Globalization;
using Portal.Client.Controls;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Controls;

public sealed class PlaceClockTests
{
    private const string Berlin = "Europe/Berlin";
    private static readonly DateTimeOffset Now = At("2026-11-24T13:21:00Z");
    private readonly PlaceClock _clock = new(new ManualTime(Now));

    [Theory]
    [InlineData("2026-11-24T22:59:00Z", "Today")]
    [InlineData("2026-11-24T23:01:00Z", "Tomorrow")]
    [InlineData("2026-11-23T12:00:00Z", "Yesterday")]
    [InlineData("2026-11-26T12:00:00Z", "Thu 26 Nov")]
    [InlineData("2027-01-04T12:00:00Z", "Mon 4 Jan 2027")]
    public void Day_AtThePlace_IsNamed(string at, string expected) => Assert.Equal(expected, _clock.Day(At(at), Berlin));

    [Theory]
    [InlineData("2026-11-24T22:59:00Z", "Heute")]
    [InlineData("2026-11-26T12:00:00Z", "Do., 26. Nov.")]
    [InlineData("2027-01-04T12:00:00Z", "Mo., 4. Jan. 2027")]
    [InlineData("2027-05-04T12:00:00Z", "Di., 4. Mai 2027")]
    public void Day_InGerman_IsNamedInGerman(string at, string expected)
    {
        using var german = Languages.Speak("de");

        Assert.Equal(expected, _clock.Day(At(at), Berlin));
    }

    [Fact]
    public void Age_InGerman_IsSaidInGerman()
    {
        using var german = Languages.Speak("de");

        Assert.Equal(("vor 6 s", "vor 3 min"), (_clock.Age(At("2026-11-24T13:20:54Z")), _clock.Age(At("2026-11-24T13:17:01Z"))));
        Assert.Equal("2,3 km", Measures.Distance(2_300));
    }

    [Fact]
    public void Window_OverMidnight_NamesTheDayOfItsEnd()
    {
        Assert.Equal("14:00–15:00", _clock.Window(At("2026-11-24T13:00:00Z"), At("2026-11-24T14:00:00Z"), Berlin));
        Assert.Equal("23:30–tomorrow, 00:30", _clock.Window(At("2026-11-24T22:30:00Z"), At("2026-11-24T23:30:00Z"), Berlin));
    }

    [Theory]
    [InlineData("2026-11-24T13:20:54Z", "6 s ago")]
    [InlineData("2026-11-24T13:21:04Z", "0 s ago")]
    [InlineData("2026-11-24T13:17:01Z", "3 min ago")]
    [InlineData("2026-11-24T12:21:00Z", null)]
    public void Age_GetsCoarserAndEndsAfterAnHour(string at, string? expected) => Assert.Equal(expected, _clock.Age(At(at)));

    [Theory]
    [InlineData(null, false)]
    [InlineData("not/a zone", false)]
    [InlineData("Europe/Paris", false)]
    [InlineData("Europe/London", true)]
    public void Differs_ByWhatTheClocksShow_NotByName(string? viewer, bool expected) => Assert.Equal(expected, PlaceClock.Differs(Now, Berlin, viewer));

    [Theory]
    [InlineData("Europe/Berlin", "UTC+1")]
    [InlineData("Asia/Kolkata", "UTC+5:30")]
    [InlineData("America/New_York", "UTC−5")]
    [InlineData("Europe/London", "UTC")]
    public void Offset_IsWritten(string zone, string expected) => Assert.Equal(expected, PlaceClock.Offset(Now, zone));

    [Fact]
    public void DayWithin_ASentence_HasNoCapital()
    {
        Assert.Equal("today", _clock.DayWithin(At("2026-11-24T13:00:00Z"), Berlin));
        Assert.Equal("Yesterday", _clock.Day(At("2026-11-23T13:00:00Z"), Berlin));
        Assert.Equal("yesterday, 14:00", _clock.TimeAndDay(At("2026-11-23T13:00:00Z"), Berlin));
        Assert.Equal("Thu 26 Nov", _clock.DayWithin(At("2026-11-26T13:00:00Z"), Berlin));
    }

    [Fact]
    public void Dated_NamesDayYearAndPlace() => Assert.Equal("Thu 26 Nov 2026, 14:00 (Berlin)", PlaceClock.Dated(At("2026-11-26T13:00:00Z"), Berlin));

    [Fact]
    public void S18_Read_TimeThatDoesNotExist_SaysWhyAndWhatToChoose()
    {
        var never = Assert.IsType<LocalTimeReading.Never>(PlaceClock.Read(new DateTime(2027, 3, 28, 2, 30, 0), Berlin));
        Assert.Equal("02:30 does not exist on 28 March 2027: clocks go forward. Choose 03:00 or later.", never.Explanation);
    }

    [Fact]
    public void S18_Read_TimeThatExistsTwice_OffersBoth()
    {
        var twice = Assert.IsType<LocalTimeReading.Twice>(PlaceClock.Read(new DateTime(2026, 10, 25, 2, 30, 0), Berlin));
        Assert.Equal((At("2026-10-25T00:30:00Z"), At("2026-10-25T01:30:00Z")), (twice.Earlier, twice.Later));
    }

    [Fact]
    public void Read_OrdinaryTime_IsOneInstantAndBack()
    {
        var once = Assert.IsType<LocalTimeReading.Once>(PlaceClock.Read(new DateTime(2026, 11, 24, 14, 21, 0), Berlin));
        Assert.Equal(Now, once.At);
        Assert.Equal(new DateTime(2026, 11, 24, 14, 21, 0), PlaceClock.Write(Now, Berlin));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
