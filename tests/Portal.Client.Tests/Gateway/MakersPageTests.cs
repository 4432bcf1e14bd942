using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Client.Access;
using Portal.Client.Gateway;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Gateway;

/// <summary>Connecting a maker's account, choosing its lock, taking it back.</summary>
public sealed class MakersPageTests : Screen
{
    private readonly AccessPointView _door = Sample.Point("Front door", AccessPointKind.Door) with { Device = null };

    [Fact]
    public void Page_NothingSetUp_SaysSo()
    {
        var page = Open();

        Assert.Contains("No maker’s account can be connected here.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S06_BeforeAsking_SaysThatContactLostIsToldWithin45Seconds()
    {
        Clouds.Offer(CloudMaker.Seam);
        var page = Open();

        Assert.Contains("If contact is lost in an opening, you are told within 45 s.", Text(page), StringComparison.Ordinal);
        Press(page, "Go to Seam").Click();

        Assert.Equal(["link"], Clouds.Asked);
        Assert.Equal("https://maker.example/yes", Address);
    }

    [Fact]
    public void S25_Ask_AfterALongSignIn_AsksToSignInAgain()
    {
        Clouds.Offer(CloudMaker.Seam);
        Clouds.Outcome = AccessOutcome.SignInAgain;

        Press(Open(), "Go to Seam").Click();

        Assert.EndsWith($"/confirm?returnUrl=%2Faccess-points%2F{_door.Id}%2Fmakers", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_SeamGivesNoAnswer_SaysSo()
    {
        Clouds.Offer(CloudMaker.Seam);
        Clouds.Outcome = AccessOutcome.NoLongerPossible;
        var page = Open();

        Press(page, "Go to Seam").Click();

        Assert.Contains("Seam gives no answer. Try again in a while.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_WithoutDoorSensor_SaysBeforehandThatNothingIsDeliveredThroughIt()
    {
        Clouds.Links.Add(Link(CloudLinkState.Linked, Lock("Back", tellsOfDoor: false)));
        var page = Open();

        Assert.Contains("No door sensor: you can lock and unlock it, but Portal could not see the door close, so no delivery is opened through it", Text(page), StringComparison.Ordinal);
        Press(page, "Use for Front door").Click();

        Assert.Equal(["pair Back"], Clouds.Asked);
        Assert.EndsWith($"/access-points/{_door.Id}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_PairedAlready_IsNotOfferedAgain()
    {
        Clouds.Links.Add(Link(CloudLinkState.Linked, Lock("Front", tellsOfDoor: true) with { IsPaired = true }));

        Assert.DoesNotContain(Open().FindAll("button"), button => Text(button).StartsWith("Use for", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CloudLinkState.Asked, "Waiting for your yes on the page of Seam.")]
    [InlineData(CloudLinkState.Ending, "Nothing is asked through it any more")]
    [InlineData(CloudLinkState.Linked, "Seam gives no answer just now")]
    public void Link_SaysHowFarItIs(CloudLinkState state, string says)
    {
        Clouds.Links.Add(Link(state));

        Assert.Contains(says, Text(Open()), StringComparison.Ordinal);
    }

    [Fact]
    public void Link_ToAMakerOfOtherThings_SaysWhatTheyOpen()
    {
        Clouds.Links.Add(Link(CloudLinkState.Linked, Lock("Front", tellsOfDoor: true)) with { Fits = false });

        var page = Open();

        Assert.Contains("What is in this account opens a door, not Front door.", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => Text(button).StartsWith("Use for", StringComparison.Ordinal));
    }

    [Fact]
    public void Volvo_BeforeAsking_SaysThatTheWholeCarWouldBeUnlocked_AndHowOldAPositionGets()
    {
        Clouds.Offer(CloudMaker.Volvo);

        var card = Text(Open().Find("section[aria-labelledby=ask-volvo]"));

        Assert.Contains("the whole car would be unlocked", card, StringComparison.Ordinal);
        Assert.Contains("only if you waive the place", card, StringComparison.Ordinal);
        Assert.Contains("Volvo allows this portal only so many questions a day", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Link_MakerNoLongerLetsUsIn_SaysSo_AndOffersToSignInThereAgain()
    {
        Clouds.Links.Add(Link(CloudLinkState.Linked) with { Maker = CloudMaker.Volvo, Away = CloudAway.SignedOut });
        var page = Open();

        Assert.Contains("Volvo no longer lets Portal in.", Text(page), StringComparison.Ordinal);
        Press(page, "Sign in at Volvo again").Click();

        Assert.Equal(["link"], Clouds.Asked);
        Assert.Equal("https://maker.example/yes", Address);
    }

    [Theory]
    [InlineData("volvo", true)]
    [InlineData("nobody", false)]
    public void Back_WithoutAnAccount_SaysThatNothingWasKept(string maker, bool isSaid)
    {
        Access.Points.Add(_door);
        GoTo($"/access-points/{_door.Id}/makers?failed={maker}");
        var page = Show<MakersPage>(("Id", _door.Id.Value));

        Assert.Equal(isSaid, Text(page).Contains("No account with Volvo was connected", StringComparison.Ordinal));
    }

    [Fact]
    public void TakeBack_Confirmed_LeavesNoAccount()
    {
        Clouds.Links.Add(Link(CloudLinkState.Linked, Lock("Front", tellsOfDoor: true)));
        var page = Open();

        page.Find("dialog[id^=unlink] .btn-main").Click();

        Assert.Equal(["unlink"], Clouds.Asked);
        Assert.DoesNotContain("Account with Seam", Text(page), StringComparison.Ordinal);
    }

    private static CloudLinkView Link(CloudLinkState state, params IReadOnlyList<CloudDeviceView> devices) => new()
    {
        Id = Sample.Id<CloudLinkId>("link"),
        Maker = CloudMaker.Seam,
        State = state,
        AskedAt = Sample.Now,
        Fits = true,
        Devices = devices.Count > 0 ? devices : null,
    };

    private static CloudDeviceView Lock(string name, bool tellsOfDoor) => new()
    {
        MakersId = name, Name = name, Model = "August lock", TellsOfDoor = tellsOfDoor, IsPaired = false,
    };

    private IRenderedComponent<IComponent> Open()
    {
        Access.Points.Add(_door);
        return Show<MakersPage>(("Id", _door.Id.Value));
    }
}
