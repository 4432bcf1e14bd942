using Bunit;
using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

public sealed class AddAccessPointPageTests : Screen
{
    [Fact]
    public void Wizard_HouseholdsThatCannotBeRead_LeaveThePageStanding()
    {
        Access.Fault = new InvalidOperationException("disk gone");

        var page = Show<AddAccessPointPage>();

        Assert.NotEmpty(page.FindAll("a[href*='kind=']"));
    }

    [Fact]
    public void Wizard_NothingChosen_AsksForTheKind()
    {
        var page = Open("/access-points/new");

        Assert.Equal("What may receive parcels?", Heading(page));
        Assert.Equal("What", Text(page.Find("[aria-current=step] span")));
    }

    [Fact]
    public void Details_WrongField_SaysItThereAndKeepsWhatWasTyped()
    {
        Access.DraftFaults[nameof(AccessPointDraft.CarPlate)] = "Write the plate, as a driver reads it.";
        var page = Open("/access-points/new?kind=trunk");

        page.Find("#name").Change("Volvo V60");
        page.Find("form").Submit();

        Assert.Equal("Write the plate, as a driver reads it.", Text(page.Find("#plate-fault span:not(.i)")));
        Assert.Equal("true", page.Find("#plate").GetAttribute("aria-invalid"));
        Assert.Equal("Volvo V60", page.Find("#name").GetAttribute("value"));
    }

    [Fact]
    public void Details_LeftAndOpenedAgain_KeepsWhatWasTyped()
    {
        Open("/access-points/new?kind=door").Find("#name").Change("Front door");

        var again = Open("/access-points/new?kind=door");

        Assert.Equal("Front door", again.Find("#name").GetAttribute("value"));
    }

    [Fact]
    public void Details_InOrder_LeadsToThePlaceAndThenToThePairingCodeOnce()
    {
        var page = Open("/access-points/new?kind=trunk");
        page.Find("#name").Change("Volvo V60");

        page.Find("form").Submit();

        Assert.EndsWith("/access-points/new?kind=trunk&step=place", Address, StringComparison.Ordinal);
        page = Open(Address);
        Assert.Equal("Where may it be delivered to?", Heading(page));
        page.Find("form").Submit();
        Assert.Contains("K7QX4M2P", Text(page.Find(".code-l")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith($"/access-points/new?pair={Sample.Id<AccessPointId>("Volvo V60")}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Place_NumbersTyped_ShowsThemOnTheMap()
    {
        var page = Open("/access-points/new?kind=door&step=place");
        Assert.Empty(page.FindAll(".map-canvas"));

        page.Find("#place-latitude").Change("52,52437");
        page.Find("#place-longitude").Change("13.41053");

        Assert.Equal("Map: The place", page.Find(".map-canvas").GetAttribute("aria-label"));
        Assert.Equal("52.52437", page.Find("#place-latitude").GetAttribute("value"));
    }

    [Fact]
    public async Task Place_MarkerMoved_IsWrittenInTheFields()
    {
        var page = Open("/access-points/new?kind=door&step=place");
        page.Find("#place-latitude").Change("52.5");
        page.Find("#place-longitude").Change("13.4");

        await page.InvokeAsync(() => page.FindComponent<PlaceMap>().Instance.Moved(52.6, 13.5));

        Assert.Equal("52.6", page.Find("#place-latitude").GetAttribute("value"));
        Assert.Equal("13.5", page.Find("#place-longitude").GetAttribute("value"));
    }

    [Fact]
    public void Place_Zone_GoesWithTheCar()
    {
        var page = Open("/access-points/new?kind=trunk&step=place");

        page.Find("input[type=checkbox]").Change(true);
        page.Find("#zone-latitude").Change("52.5");
        page.Find("#zone-longitude").Change("13.4");
        page.Find("#zone-metres").Change("500");
        page.Find("form").Submit();

        Assert.Equal(new GeoZone(52.5, 13.4, 500), Access.Added?.Zone);
    }

    [Fact]
    public void Pair_OpenedAgain_OffersANewCodeInsteadOfTheOldOne()
    {
        var page = Pairing(new PairingView { ExpiresAt = Sample.Now.AddMinutes(9) });
        Assert.Empty(page.FindAll(".code-l"));

        Press(page, "Make a pairing code").Click();

        Assert.Single(page.FindAll(".code-l"));
    }

    [Fact]
    public async Task Pair_DeviceClaims_ShowsTheCheckNumber()
    {
        var page = Pairing(new PairingView { ExpiresAt = Sample.Now.AddMinutes(9) });

        Access.Pairing = Claimed;
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("Is it the same number?", Heading(page)));
        Assert.Contains("482931", Text(page.Find(".code-l")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("KB-2 found: key box", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TheyMatch_IsPaired()
    {
        var page = Pairing(Claimed);

        Press(page, "Yes, they match").Click();

        Assert.Equal("Open and close it once", Heading(page));
    }

    [Fact]
    public async Task Prove_OpenedAndClosed_FillsTheSlotsFromTheDeviceAlone()
    {
        var page = Proving();
        Assert.Empty(page.FindAll("button[type=submit]"));

        Time.Advance(TimeSpan.FromSeconds(10));
        await TellAsync(page, Word(1, isOpen: true));
        Assert.Equal("Open it It told us in 0.8 s", Text(page.Find(".prove .is-done .t")) + " " + Text(page.Find(".prove .is-done .d")));
        Assert.Empty(page.FindAll("button[type=submit]"));
        await TellAsync(page, Word(1, isOpen: true), Word(2, isOpen: false));

        Assert.Equal(2, page.FindAll(".prove .is-done").Count);
        page.Find("form").Submit();
        Assert.EndsWith("&step=tell", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_NothingForAMinute_SaysWhatToLookAt()
    {
        var page = Proving();

        await page.InvokeAsync(() => Time.Advance(ContactTrial.Settling + ContactTrial.Patience + TimeSpan.FromSeconds(1)));

        page.WaitForAssertion(() => Assert.Contains("Nothing heard for a minute.", Text(page), StringComparison.Ordinal));
        Press(page, "Try again").Click();
        Assert.Contains("Portal waits for the sensor to tell.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_Done_SetsWhatTheDriverIsToldAndTheLimits()
    {
        var page = Proving("&step=tell");

        page.Find("#instructions").Change("Behind the net.");
        page.Find("#left-open").Change("300");
        page.Find("form").Submit();

        Assert.Equal([new InstructionsChange("Behind the net."), new RelockChange(300, WatchesHandOpenings: false, 60, Relocks: true)], Places.Changes);
        Assert.EndsWith($"/access-points/{Sample.Id<AccessPointId>("Volvo V60")}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pair_CodeRunsOut_SaysThatItIsOver()
    {
        var page = Pairing(new PairingView { ExpiresAt = Sample.Now.AddMinutes(9) });
        Press(page, "Make a pairing code").Click();

        Access.Pairing = null;
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("The code is over", Heading(page)));
    }

    [Fact]
    public void Compare_TheyDiffer_SendsTheDeviceAwayAndStartsAgain()
    {
        var page = Pairing(Claimed);

        Press(page, "No, they differ").Click();

        Assert.Equal("The device was sent away", Heading(page));
        Assert.Null(Access.Points.Single().Device);
    }

    private static PairingView Claimed => new()
    {
        ExpiresAt = Sample.Now.AddMinutes(9),
        Claimed = new ClaimedDevice(Sample.Id<DeviceId>("device"), "key-box", "KB-2", "7F3A", "1.4.2", "482931"),
    };

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Pairing(PairingView pairing)
    {
        var point = Sample.Point() with { Device = null, State = Sample.Unheard("Volvo V60") };
        Access.Points.Add(point);
        Access.Pairing = pairing;
        return Open($"/access-points/new?pair={point.Id}");
    }

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Proving(string step = "")
    {
        var point = Sample.Point();
        Access.Points.Add(point);
        Places.Settings = FakeHouseholdPlaces.Of(point);
        Devices.Contact = new ContactView { IsProven = false, Words = [] };
        return Open($"/access-points/new?pair={point.Id}{step}");
    }

    private ContactWord Word(long position, bool isOpen) => new(position, isOpen, Time.GetUtcNow().AddSeconds(-0.8), Time.GetUtcNow());

    private async Task TellAsync(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, params ContactWord[] words)
    {
        Devices.Contact = new ContactView { IsProven = words.Length > 1, Words = [.. words.Reverse()] };
        await page.InvokeAsync(Feed.Ring);
        page.WaitForAssertion(() => Assert.Equal(words.Length, page.FindAll(".prove .is-done").Count));
    }

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(string address)
    {
        GoTo(address);
        return Show<AddAccessPointPage>();
    }
}
