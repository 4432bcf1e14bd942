using NodaTime;
using Portal.Client.Deliveries;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Deliveries;

public sealed class CalendarLayoutTests
{
    private const string Zone = Sample.Zone;

    [Theory]
    [InlineData("2026-W48", 2026, 11, 23)]
    [InlineData("2026-W01", 2025, 12, 29)]
    [InlineData("2026-W53", 2026, 12, 28)]
    [InlineData("2027-W01", 2027, 1, 4)]
    public void Week_Written_IsReadAndWrittenAgain(string text, int year, int month, int day)
    {
        Assert.True(CalendarWeek.TryParse(text, out var week));
        Assert.Equal((new LocalDate(year, month, day), text), (week.Monday, week.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-W00")]
    [InlineData("2025-W53")]
    [InlineData("2026-W54")]
    [InlineData("-1-W10")]
    [InlineData("1999-W01")]
    [InlineData("2200-W01")]
    [InlineData("2026W48")]
    [InlineData("2026-W48-W1")]
    public void Week_NoSuch_IsRefused(string? text) => Assert.False(CalendarWeek.TryParse(text, out _));

    [Theory]
    [InlineData("2026-W48", "23–29 Nov")]
    [InlineData("2026-W49", "30 Nov–6 Dec")]
    [InlineData("2027-W01", "4–10 Jan 2027")]
    public void Week_InWords(string text, string words)
    {
        Assert.True(CalendarWeek.TryParse(text, out var week));
        Assert.Equal(words, week.InWords(new LocalDate(2026, 11, 24)));
    }

    [Theory]
    [InlineData("2026-W48", "23.–29. Nov.")]
    [InlineData("2026-W49", "30. Nov.–6. Dez.")]
    [InlineData("2027-W01", "4.–10. Jan. 2027")]
    public void Week_InGerman(string text, string words)
    {
        using var german = Languages.Speak("de");
        Assert.True(CalendarWeek.TryParse(text, out var week));
        Assert.Equal(words, week.InWords(new LocalDate(2026, 11, 24)));
        Assert.Equal(text, week.ToString());
    }

    [Fact]
    public void Day_Window_StandsWhereItBeginsForAsLongAsItLasts()
    {
        var piece = Assert.Single(Day("2026-11-25", Window("2026-11-25T15:00Z", "2026-11-25T16:30Z")).Pieces);

        Assert.Equal((16 * 60, 90, false, false), (piece.At, piece.Minutes, piece.IsContinued, piece.Continues));
        Assert.Equal("16:00–17:30", CalendarWords.Time(piece, Zone, Zone));
    }

    [Fact]
    public void Day_OverMidnight_StandsOnBothDays()
    {
        var night = Window("2026-11-25T22:00Z", "2026-11-26T01:00Z");
        var (before, after) = (Assert.Single(Day("2026-11-25", night).Pieces), Assert.Single(Day("2026-11-26", night).Pieces));

        Assert.Equal((23 * 60, 60, true), (before.At, before.Minutes, before.Continues));
        Assert.Equal((0, 120, true), (after.At, after.Minutes, after.IsContinued));
        Assert.Equal("23:00–Thu 02:00", CalendarWords.Time(before, Zone, Zone));
        Assert.Equal("Wed 23:00–02:00", CalendarWords.Time(after, Zone, Zone));
    }

    // 28 March 2027: 02:00 becomes 03:00. From 01:30 to 03:30 is one hour.
    [Fact]
    public void Day_ClocksGoForward_KeepsTheTrueLengthAndSaysSo()
    {
        var day = Day("2027-03-28", Window("2027-03-28T00:30Z", "2027-03-28T01:30Z"));
        var piece = Assert.Single(day.Pieces);

        Assert.Equal("Clocks go forward at 02:00", day.ClockChange);
        Assert.Equal((90, 60), (piece.At, piece.Minutes));
        Assert.Equal("01:30–03:30 (1 h)", CalendarWords.Time(piece, Zone, Zone));
    }

    // 31 October 2027: 03:00 becomes 02:00. From 02:30 to 02:30 is one hour.
    [Fact]
    public void Day_ClocksGoBack_KeepsTheTrueLengthAndSaysSo()
    {
        var day = Day("2027-10-31", Window("2027-10-31T00:30Z", "2027-10-31T01:30Z"));
        var piece = Assert.Single(day.Pieces);

        Assert.Equal("Clocks go back at 03:00", day.ClockChange);
        Assert.Equal((150, 60), (piece.At, piece.Minutes));
        Assert.Equal("02:30–02:30 (1 h)", CalendarWords.Time(piece, Zone, Zone));
    }

    [Fact]
    public void Day_OrdinaryDay_SaysNothingOfClocks() => Assert.Null(Day("2026-11-25").ClockChange);

    [Theory]
    [InlineData("Europe/Berlin", "16:00–17:30")]
    [InlineData(null, "16:00–17:30")]
    [InlineData("Europe/Lisbon", "16:00–17:30 in Berlin")]
    public void Time_ReaderElsewhere_NamesThePlace(string? viewer, string words) =>
        Assert.Equal(words, CalendarWords.Time(Day("2026-11-25", Window("2026-11-25T15:00Z", "2026-11-25T16:30Z")).Pieces[0], Zone, viewer));

    [Fact]
    public void Time_PlaceElsewhere_IsNamedToEverybody()
    {
        var there = Window("2026-11-25T15:00Z", "2026-11-25T16:30Z") with { TimeZone = "Europe/Lisbon" };

        Assert.Equal("15:00–16:30 in Lisbon", CalendarWords.Time(Day("2026-11-25", there).Pieces[0], Zone, "Europe/Lisbon"));
    }

    [Fact]
    public void Day_AtTheSameTime_StandSideBySide()
    {
        var pieces = Day(
            "2026-11-25",
            Window("2026-11-25T15:00Z", "2026-11-25T17:00Z", "one"),
            Window("2026-11-25T16:00Z", "2026-11-25T16:30Z", "two"),
            Window("2026-11-25T16:30Z", "2026-11-25T18:00Z", "three"),
            Window("2026-11-25T18:00Z", "2026-11-25T19:00Z", "four")).Pieces;

        Assert.Equal([(0, 2), (1, 2), (1, 2), (0, 1)], pieces.Select(piece => (piece.Lane, piece.Lanes)));
    }

    [Fact]
    public void Day_Asked_ShowsEachProposedWindow()
    {
        var asked = Sample.Delivery(Sample.Point()) with { ProposedWindows = [Sample.Window(1, 2), Sample.Window(3, 4)] };

        var pieces = Day("2026-11-21", asked).Pieces;

        Assert.Equal(["Asked, one of 2", "Asked, one of 2"], pieces.Select(CalendarWords.State));
    }

    [Fact]
    public void Clashes_SameAccessPointSameTime_NameBoth()
    {
        var asked = Sample.Delivery(Sample.Point(), "asked") with { ProposedWindows = [Span("2026-11-25T15:00Z", "2026-11-25T16:00Z"), Span("2026-11-25T15:30Z", "2026-11-25T16:30Z")] };
        var agreed = Window("2026-11-25T15:30Z", "2026-11-25T17:00Z");
        var elsewhere = Window("2026-11-25T15:30Z", "2026-11-25T17:00Z", "else") with { AccessPointId = Sample.Point("Front door").Id };

        var clash = Assert.Single(CalendarLayout.Clashes([asked, agreed, elsewhere], Sample.Now));

        Assert.Equal((asked.Id, agreed.Id, Span("2026-11-25T15:30Z", "2026-11-25T16:00Z")), (clash.First.Id, clash.Second.Id, clash.Shared));
    }

    [Fact]
    public void Clashes_OneAfterTheOtherOrOver_AreNone()
    {
        var first = Window("2026-11-25T15:00Z", "2026-11-25T16:00Z");
        var next = Window("2026-11-25T16:00Z", "2026-11-25T17:00Z", "two");

        Assert.Empty(CalendarLayout.Clashes([first, next], Sample.Now));
        Assert.Empty(CalendarLayout.Clashes([first, first with { Id = next.Id }], At("2026-11-25T16:00Z")));
    }

    [Fact]
    public void View_WindowsAtNight_DrawTheHoursThatTheyNeed()
    {
        var view = View(Day("2026-11-25", Window("2026-11-25T05:15Z", "2026-11-25T06:00Z"), Window("2026-11-25T20:10Z", "2026-11-25T21:20Z")));

        Assert.Equal((6, 23), (view.FromHour, view.ToHour));
        Assert.Equal((8, 20), (View(Day("2026-11-26")).FromHour, View(Day("2026-11-26")).ToHour));
    }

    private static CalendarView View(CalendarDay day) =>
        new() { Week = default, Zone = Zone, Days = [day], Clashes = [], Places = [] };

    private static CalendarDay Day(string date, params DeliveryView[] deliveries)
    {
        var day = LocalDate.FromDateOnly(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        return CalendarLayout.Days(CalendarWeek.Of(Portal.Client.Controls.PlaceClock.StartOf(day, Zone), Zone), Zone, deliveries).Single(one => one.Date == day);
    }

    private static DeliveryView Window(string start, string end, string name = "agreed") =>
        Sample.Delivery(Sample.Point(), name) with { State = DeliveryState.Approved, Window = Span(start, end) };

    private static DeliveryWindow Span(string start, string end) => new(At(start), At(end));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
