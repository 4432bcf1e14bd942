using Portal.Client.Carriers;

namespace Portal.Client.Tests.Carriers;

public sealed class CarPaintTests
{
    [Theory]
    [InlineData("Dunkelblau metallic", "dark blue")]
    [InlineData("weiß", "White")]
    [InlineData("rot", "red")]
    public void Of_WordsOfTwoLanguages_AreOnePaint(string german, string english) => Assert.Equal(CarPaint.Of(english), CarPaint.Of(german));

    [Fact]
    public void Of_AnotherWord_IsAPaintAllTheSame() => Assert.Equal(CarPaint.Of(""), CarPaint.Of("mint"));
}
