using Bunit;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

public sealed class ActivityPageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();
    private readonly AccessPointView _door = Sample.Point("Front door", AccessPointKind.Door);

    public ActivityPageTests() => Access.Points.AddRange([_car, _door]);

    [Fact]
    public void Activity_Empty_SaysWhatWillBeHere() =>
        Assert.Contains("Nothing happened yet.", Text(Open("/activity")), StringComparison.Ordinal);

    [Fact]
    public void Activity_Entries_AreFromNewToOldByDay()
    {
        Activity.Add("unlocked", _car);
        Activity.Add("door_opened", _car);
        Time.Advance(TimeSpan.FromDays(1));
        Activity.Add("door_closed", _car);

        var page = Open("/activity");

        Assert.Equal(["Today", "Yesterday"], page.FindAll(".log h2").Select(Text));
        Assert.Equal(["Volvo V60 closed", "Volvo V60 opened", "Volvo V60 unlocked"], Titles(page));
    }

    [Fact]
    public void Activity_FilterInTheAddress_ShowsOnlyThose()
    {
        Activity.Add("door_opened", _car);
        Activity.Add("door_opened", _door);
        Activity.Add(EntryKinds.AccessDenied, _door);

        var page = Open($"/activity?accessPoint={_door.Id}&kind=access_denied");

        Assert.Equal(["Front door stayed shut"], Titles(page));
        Assert.Equal("Denied", Text(page.Find(".filters [aria-current]")));
    }

    [Fact]
    public void Activity_AccessPointChosen_StandsInTheAddress()
    {
        var page = Open("/activity?kind=door_opened");

        page.Find("select").Change(_door.Id.Value);

        Assert.Contains($"accessPoint={_door.Id}", Address, StringComparison.Ordinal);
        Assert.Contains("kind=door_opened", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Activity_NothingMatches_OffersToClearTheFilter() =>
        Assert.Equal("/activity", Press(Open("/activity?kind=support_looked"), "Clear the filter").GetAttribute("href"));

    [Fact]
    public async Task Activity_NewEntryWhileReading_WaitsBehindThePill()
    {
        Activity.Add("unlocked", _car);
        var page = Open("/activity");

        Activity.Add("door_opened", _car);
        Activity.Add("door_closed", _car);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Contains("2 new", Text(page.Find(".newpill")), StringComparison.Ordinal));
        Assert.Equal(["Volvo V60 unlocked"], Titles(page));
        page.Find(".newpill").Click();
        Assert.Equal(["Volvo V60 closed", "Volvo V60 opened", "Volvo V60 unlocked"], Titles(page));
        Assert.Empty(page.FindAll(".newpill"));
    }

    [Fact]
    public void Activity_MoreThanAPage_LeadsToOlderOnesByPosition()
    {
        for (var i = 0; i < 60; i++)
            Activity.Add(i == 0 ? "press" : "battery", _car);
        var page = Open("/activity");
        Assert.Equal(50, Titles(page).Count());

        var older = Press(page, "Older").GetAttribute("href");

        Assert.Equal("/activity?before=11", older);
        Assert.Equal("Somebody rang", Titles(Open("/activity?before=11")).Last());
    }

    private static IEnumerable<string> Titles(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) =>
        page.FindAll(".ev .t").Select(Text);

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(string address)
    {
        GoTo(address);
        return Show<ActivityPage>();
    }
}
