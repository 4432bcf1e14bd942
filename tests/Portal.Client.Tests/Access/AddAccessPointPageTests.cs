using Bunit;
using Portal.Client.Access;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

public sealed class AddAccessPointPageTests : Screen
{
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
        Access.DraftFaults["carPlate"] = "Write the plate, as a driver reads it.";
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
    public void Details_InOrder_ShowsThePairingCodeOnce()
    {
        var page = Open("/access-points/new?kind=trunk");
        page.Find("#name").Change("Volvo V60");

        page.Find("form").Submit();

        Assert.Contains("K7QX4M2P", Text(page.Find(".code-l")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith($"/access-points/new?pair={Sample.Id<AccessPointId>("Volvo V60")}", Address, StringComparison.Ordinal);
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

        page.WaitForAssertion(() => Assert.Equal("Are these the same number?", Heading(page)));
        Assert.Contains("482931", Text(page.Find(".code-l")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("KB-2 found: key box", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TheyMatch_IsPaired()
    {
        var page = Pairing(Claimed);

        Press(page, "Yes, they match").Click();

        Assert.Equal("Volvo V60 is paired", Heading(page));
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

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(string address)
    {
        GoTo(address);
        return Show<AddAccessPointPage>();
    }
}
