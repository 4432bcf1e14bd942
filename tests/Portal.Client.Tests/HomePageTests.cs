using Bunit;
using Portal.Client.Home;

namespace Portal.Client.Tests;

public sealed class HomePageTests : BunitContext
{
    [Fact]
    public void Home_Rendered_SaysPortal() => Render<HomePage>().MarkupMatches("<h1>Portal</h1>");
}
