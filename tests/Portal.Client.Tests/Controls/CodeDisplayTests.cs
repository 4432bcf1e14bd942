using Bunit;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class CodeDisplayTests : ControlsContext
{
    [Fact]
    public void Code_InGroups_IsSpokenSignBySign()
    {
        var code = Render<CodeDisplay>(display => display.Add(x => x.Code, "K7QX-4M2P"));
        Assert.Equal(["K7QX", "4M2P"], code.FindAll("[aria-hidden]").Select(group => group.TextContent));
        Assert.Equal("K 7 Q X, 4 M 2 P", code.Find(".vh").TextContent);
    }
}
