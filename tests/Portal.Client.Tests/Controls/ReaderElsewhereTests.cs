using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Home;
using Portal.Client.Ledger;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Controls;

/// <summary>Times are in the zone of their access point, which is named where the reader's clock shows another time, and only there.</summary>
public sealed class ReaderElsewhereTests : Screen
{
    private const string London = "Europe/London";
    private const string Vienna = "Europe/Vienna";

    private readonly AccessPointView _car = Sample.Point();
    private readonly AccessPointView _office = Sample.Point("Office door", AccessPointKind.Door) with { TimeZone = "America/New_York" };

    public static TheoryData<string, bool> Readers => new() { { London, true }, { Vienna, false } };

    [Theory]
    [MemberData(nameof(Readers))]
    public void Home_EveryTime_NamesItsPlaceForAReaderElsewhere(string viewer, bool isElsewhere)
    {
        HaveACarInUse();
        Access.Points.Add(Sample.Silent(Sample.Point("Front door", AccessPointKind.Door)));
        Access.Unready.Add(new ReadinessView
        {
            DeliveryId = Sample.Id<DeliveryId>("parcel"),
            AccessPointId = _car.Id,
            AccessPointName = _car.Name,
            Role = MemberRole.Owner,
            TimeZone = Sample.Zone,
            WindowStart = Sample.Now.AddMinutes(15),
            Faults = [ReadinessFault.BatteryLow],
            Checklist = [],
        });
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        Read(viewer);

        AssertNamed(isElsewhere, Show<HomePage>(), atLeast: 7);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void AccessPoint_EveryTime_NamesItsPlaceForAReaderElsewhere(string viewer, bool isElsewhere)
    {
        HaveACarInUse();
        Read(viewer);

        AssertNamed(isElsewhere, Show<AccessPointPage>(("Id", _car.Id.Value)), atLeast: 3);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Delivery_TimesBesideTheStory_NameTheirPlaceForAReaderElsewhere(string viewer, bool isElsewhere)
    {
        var missed = Sample.Delivery(_car) with
        {
            State = DeliveryState.Missed,
            Reason = "never_opened",
            Window = Sample.Window(-1, 1),
            CodeUntil = Sample.Now.AddHours(1),
            AnsweredBy = "Jonas",
            AnsweredAt = Sample.Now.AddHours(-2),
        };
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(missed);
        Read(viewer);

        AssertNamed(isElsewhere, Show<DeliveryPage>(("Id", missed.Id.Value)), atLeast: 3);
    }

    [Theory]
    [InlineData(London, "09:00:00 in New York", "15:00:00 in Berlin")]
    [InlineData(Vienna, "09:00:00 in New York", "15:00:00")]
    public void Activity_OfTwoZones_NamesEachThatIsNotTheReaders(string viewer, string atTheOffice, string atTheCar)
    {
        Activity.Add("door_opened", _car);
        Activity.Add("door_opened", _office);
        Read(viewer);

        Assert.Equal([atTheOffice, atTheCar], Times(Show<ActivityPage>()));
    }

    [Theory]
    [InlineData(London, "09:00 in New York", "15:00 in Berlin")]
    [InlineData(Vienna, "09:00 in New York", "15:00")]
    public void Today_OfTwoZones_IsInEachPlacesOwn(string viewer, string atTheOffice, string atTheCar)
    {
        Access.Points.AddRange([_car, _office]);
        Activity.Add("door_opened", _car);
        Activity.Add("door_opened", _office);
        Read(viewer);

        Assert.Equal([atTheOffice, atTheCar], Show<HomePage>().FindAll("section[aria-labelledby=recent] time").Select(Text));
    }

    /// <summary>It happened at 1:00 in Sydney, when it was 15:00 of the day before in Berlin.</summary>
    [Fact]
    public void Today_AtAPlaceFarAway_IsByItsOwnDay()
    {
        var cabin = Sample.Point("Cabin", AccessPointKind.Door) with { TimeZone = "Australia/Sydney" };
        Access.Points.AddRange([_car, cabin]);
        Activity.Add("door_opened", cabin);
        Activity.Add("door_opened", _car);
        Time.Advance(TimeSpan.FromHours(11));

        Assert.Contains("Cabin opened", Assert.Single(Show<HomePage>().FindAll("section[aria-labelledby=recent] .tl li")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Toast_IsInTheZoneOfItsPlace()
    {
        JSInterop.SetupModule("/js/away.js").Mode = JSRuntimeMode.Loose;
        Read(Vienna);
        var page = Show<HouseholdNews>(("Zone", Sample.Zone));

        Activity.Add(EntryKinds.DeliveryCompleted, _office);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("09:00 in New York, 15:00 for you", Text(page.Find(".toast time"))));
    }

    [Theory]
    [InlineData(London, "yesterday, 10:00 in Berlin")]
    [InlineData(Vienna, "yesterday, 10:00")]
    public void Ago_AfterAnHour_NamesThePlaceForAReaderElsewhere(string viewer, string expected)
    {
        Read(viewer);

        var ago = Render<Client.Controls.Ago>(age => age.Add(x => x.At, Sample.Now.AddHours(-29)).Add(x => x.Zone, Sample.Zone)).Find("time");

        Assert.Equal((expected, expected), (ago.TextContent, ago.GetAttribute("data-then")));
    }

    private void HaveACarInUse()
    {
        Access.Points.Add(Sample.InUse(_car) with { Pause = new PauseView("Jonas", Sample.Now.AddMinutes(-30)) });
        Access.Alerts.Add(Sample.Alert(_car, AlertKind.LowBattery, urgent: false));
        Activity.Add("door_opened", _car);
    }

    private void Read(string viewer) => RenderTree.TryAdd<CascadingValue<string?>>(
        cascade => cascade.Add(x => x.Name, "ViewerZone").Add(x => x.Value, viewer));

    private static void AssertNamed(bool isElsewhere, IRenderedComponent<IComponent> page, int atLeast)
    {
        var times = Times(page);
        Assert.True(times.Count >= atLeast, $"Only {times.Count} times: {string.Join("; ", times)}");
        Assert.All(times, time => Assert.Equal(isElsewhere, time.Contains(" in Berlin", StringComparison.Ordinal)));
    }

    /// <summary>Those that are no ages, and do not stand under the note of a zone.</summary>
    private static List<string> Times(IRenderedComponent<IComponent> page) =>
        page.FindAll("time[datetime]:not([data-age])").Where(time => time.Closest("section[aria-labelledby=story]") is null).Select(Text).ToList();
}
