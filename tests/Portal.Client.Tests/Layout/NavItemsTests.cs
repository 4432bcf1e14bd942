using System.Reflection;
using Microsoft.AspNetCore.Components;
using Portal.Client.Layout;

namespace Portal.Client.Tests.Layout;

public sealed class NavItemsTests
{
    private static readonly HashSet<string> Pages =
        [.. typeof(App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)];

    [Fact]
    public void EveryStop_LeadsToAPage() =>
        Assert.DoesNotContain(NavItems.Household.Concat(NavItems.Support).Concat(NavItems.Operator), stop => !Pages.Contains(stop.Href));
}
