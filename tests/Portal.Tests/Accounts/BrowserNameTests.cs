using Portal.Accounts;
using Portal.Client;

namespace Portal.Tests.Accounts;

public sealed class BrowserNameTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("curl/8.0", "A browser")]
    [InlineData("", "A browser")]
    [InlineData(null, "A browser")]
    public void Of_Header_IsTheFamilyAndNoMore(string? header, string name) => Assert.Equal(name, BrowserName.Of(header));

    [Fact]
    public void Of_Header_IsNamedInTheLanguageOfWhoeverSignsIn()
    {
        using var german = Languages.Speak("de");

        Assert.Equal("Firefox auf Linux", BrowserName.Of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
    }
}
