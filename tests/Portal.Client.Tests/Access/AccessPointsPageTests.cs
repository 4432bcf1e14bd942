using Bunit;
using Portal.Client.Access;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

public sealed class AccessPointsPageTests : Screen
{
    [Fact]
    public void List_Empty_OffersToAddOne()
    {
        var page = Show<AccessPointsPage>();

        Assert.Contains("Nothing can receive a parcel yet.", Text(page), StringComparison.Ordinal);
        Assert.Equal("/access-points/new", Press(page, "Add one").GetAttribute("href"));
    }

    [Fact]
    public async Task List_StateChanges_KeepsItsOrder()
    {
        var (car, door) = (Sample.Point(), Sample.Point("Front door", AccessPointKind.Door));
        Access.Points.AddRange([Sample.Silent(car), door]);
        var page = Show<AccessPointsPage>();
        Assert.Equal(["Volvo V60", "Front door"], page.FindAll(".ap-name").Select(Text));

        Access["Volvo V60"] = car;
        Access["Front door"] = Sample.Silent(door);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Contains("Secured", Text(page.Find(".ap")), StringComparison.Ordinal));
        Assert.Equal(["Volvo V60", "Front door"], page.FindAll(".ap-name").Select(Text));
    }
}
