using Bunit;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Ledger;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

public sealed class ActivityPageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();
    private readonly AccessPointView _door = Sample.Point("Front door", AccessPointKind.Door);

    public ActivityPageTests() => Activity.Choices = new ActivityChoices(
        [new ActivityPlace(_car.Id, _car.Name, _car.TimeZone), new ActivityPlace(_door.Id, _door.Name, _door.TimeZone)],
        [new ActivityPerson(Sample.Id<AccountId>("mara"), "Mara")],
        [new ActivityCarrier(Sample.Id<CarrierId>("nordpost"), "Nordpost")],
        MayExport: true);

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

        var page = Open($"/activity?accessPoint={_door.Id}&kind=denied");

        Assert.Equal(["Front door stayed shut"], Titles(page));
        Assert.Equal("Denied", Text(page.Find(".filters [aria-current]")));
    }

    [Fact]
    public void Activity_AccessPointChosen_StandsInTheAddress()
    {
        var page = Open("/activity?kind=openings");

        page.Find("#at").Change(_door.Id.Value);

        Assert.Contains($"accessPoint={_door.Id}", Address, StringComparison.Ordinal);
        Assert.Contains("kind=openings", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Activity_NothingMatches_OffersToClearTheFilter() =>
        Assert.Equal("/activity", Press(Open("/activity?kind=support"), "Clear the filter").GetAttribute("href"));

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

    [Fact]
    public void Activity_WholeFilterInTheAddress_IsWhatIsAsked()
    {
        var page = Open($"/activity?q=nord%20161&kind=decisions&accessPoint={_car.Id}&who={Sample.Id<CarrierId>("nordpost")}&from=2026-11-01&to=2026-11-20");

        Assert.Equal(
            new ActivityFilter
            {
                Text = "nord 161",
                Group = ActivityGroup.Decisions,
                AccessPoint = _car.Id,
                Carrier = Sample.Id<CarrierId>("nordpost"),
                From = new DateTimeOffset(2026, 10, 31, 23, 0, 0, TimeSpan.Zero),
                To = new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero),
            },
            Activity.Asked);
        Assert.True(page.Find("details").HasAttribute("open"));
        Assert.Equal("nord 161", page.Find("#search").GetAttribute("value"));
        Assert.Equal("Nordpost", Text(page.Find("#who option[selected]")));
        Assert.Equal(
            ["nord 161", "decisions", _car.Id.Value, Sample.Id<CarrierId>("nordpost").Value, "2026-11-01", "2026-11-20"],
            page.FindAll("#export input[type=hidden]").Select(field => field.GetAttribute("value")));
    }

    [Fact]
    public void Activity_Search_StandsInTheAddress()
    {
        var page = Open("/activity?kind=denied");

        page.Find("#search").Change("Lena");
        page.Find("form[role=search]").Submit();

        Assert.Contains("q=Lena", Address, StringComparison.Ordinal);
        Assert.Contains("kind=denied", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Activity_NothingMatches_SaysHowManyThereAre()
    {
        Activity.Add("door_opened", _car);
        Activity.Add("door_closed", _car);

        Assert.Contains("Clear the filter to see all 2 events.", Text(Open("/activity?kind=support")), StringComparison.Ordinal);
    }

    [Fact]
    public void Activity_NotAnOwner_ExportsNothing()
    {
        Activity.Add("door_opened", _car);
        Activity.Choices = Activity.Choices with { MayExport = false };

        Assert.Empty(Open("/activity").FindAll("#export, [data-asks=export]"));
    }

    private static IEnumerable<string> Titles(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) =>
        page.FindAll(".ev .t").Select(Text);

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(string address)
    {
        GoTo(address);
        return Show<ActivityPage>();
    }
}
