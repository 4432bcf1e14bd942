using System.Text;
using Portal.Client;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Notifications;

namespace Portal.Tests.Notifications;

public sealed class CalendarFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(@"a\b;c,d", @"a\\b\;c\,d")]
    [InlineData("two\r\nlines\nmore", @"two\nlines\nmore")]
    [InlineData("bell\u0007", "bell ")]
    public void S33_Text_SignsOfTheFormat_AreEscaped(string text, string written) => Assert.Equal(written, CalendarFile.Text(text));

    [Theory]
    [InlineData("a", 75, 0)]
    [InlineData("a", 76, 1)]
    [InlineData("ü", 200, 5)]
    [InlineData("😀", 100, 5)]
    public void Line_TooLong_IsFoldedBetweenCharactersAndReadsTheSame(string sign, int times, int folds)
    {
        var line = string.Concat(Enumerable.Repeat(sign, times));
        var text = new StringBuilder();

        CalendarFile.Line(text, line);

        var lines = text.ToString().Split("\r\n");
        Assert.Equal(folds + 2, lines.Length);
        Assert.All(lines, one => Assert.InRange(Encoding.UTF8.GetByteCount(one), 0, 75));
        Assert.Equal(line + "\r\n", text.ToString().Replace("\r\n ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_AWindow_IsInstantsAndNothingElse()
    {
        var window = new ApprovedWindow { Delivery = DeliveryId.From("dlv_1"), Start = Now, End = Now.AddHours(1), ChangedAt = Now.AddDays(-1) };

        var file = CalendarFile.Of([window], new PublicUrl(new Uri("https://portal.example")));

        Assert.Contains("\r\nDTSTART:20261121T140000Z\r\nDTEND:20261121T150000Z\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nUID:dlv_1@portal.example\r\n", file, StringComparison.Ordinal);
        Assert.Contains("\r\nURL:https://portal.example/deliveries/dlv_1\r\n", file, StringComparison.Ordinal);
        Assert.EndsWith("END:VEVENT\r\nEND:VCALENDAR\r\n", file, StringComparison.Ordinal);
    }
}
