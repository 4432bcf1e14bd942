using Portal.Device.Virtual;

namespace Portal.Tests.Device.Virtual;

public sealed class DeedsTests
{
    [Theory]
    [InlineData("jam")]
    [InlineData("battery 9")]
    [InlineData("battery=9")]
    [InlineData("clock 300")]
    [InlineData("clock=-300,5000")]
    [InlineData("clock right")]
    [InlineData("drain 0")]
    [InlineData("move 52.5 13.4")]
    [InlineData("move=52.5,13.4")]
    [InlineData("route 50 52.5 13.4 52.6 13.4")]
    public void Find_KnownWords_IsADeed(string line) => Assert.NotNull(Deeds.Find(line));

    [Theory]
    [InlineData("")]
    [InlineData("fly")]
    [InlineData("jam 3")]
    [InlineData("battery")]
    [InlineData("battery 101")]
    [InlineData("battery -1")]
    [InlineData("clock soon")]
    [InlineData("drain -5")]
    [InlineData("move 91 13")]
    [InlineData("move 52")]
    [InlineData("route 0 52.5 13.4")]
    [InlineData("route 50")]
    [InlineData("route 50 52.5 13.4 52.6")]
    [InlineData("cabin ajar")]
    public void Find_OtherWords_IsNone(string line) => Assert.Null(Deeds.Find(line));

    [Fact]
    public void Help_EachWordOfOneWord_IsADeed()
    {
        var words = Deeds.Help.Select(line => line.Split("  ")[0]).Where(words => words.All(letter => char.IsAsciiLetterLower(letter) || letter is ',' or ' '))
            .SelectMany(words => words.Split(", ")).ToList();

        Assert.Contains("dead", words);
        Assert.All(words, word => Assert.NotNull(Deeds.Find(word)));
    }
}
