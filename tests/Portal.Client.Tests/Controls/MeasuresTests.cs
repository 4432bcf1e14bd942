using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class MeasuresTests
{
    [Theory]
    [InlineData(24, "24 s")]
    [InlineData(89, "1 min 29 s")]
    [InlineData(120, "2 min")]
    [InlineData(38 * 60 + 12, "38 min")]
    [InlineData(7500, "2 h 5 min")]
    public void Duration_IsShort(int seconds, string expected) => Assert.Equal(expected, Measures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-5, "0:00")]
    [InlineData(42, "0:42")]
    [InlineData(192, "3:12")]
    [InlineData(3729, "1:02:09")]
    public void Stopwatch_RunsToHours(int seconds, string expected) => Assert.Equal(expected, Measures.Stopwatch(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(38, "40 m")]
    [InlineData(640, "640 m")]
    [InlineData(994, "990 m")]
    [InlineData(996, "1.0 km")]
    [InlineData(2340, "2.3 km")]
    public void Distance_IsCoarse(double metres, string expected) => Assert.Equal(expected, Measures.Distance(metres));
}
