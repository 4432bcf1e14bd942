using Bunit;
using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Notifications;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

public sealed class AccessPointSettingsPageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();

    [Fact]
    public void Save_Name_IsOneChange()
    {
        var page = Open();

        page.Find("#name").Change("Family car");
        Submit(page, "name-settings");

        Assert.Equal([new NameChange("Family car", Sample.Zone)], Places.Changes);
        Assert.Contains("Saved.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_WrongLimit_SaysItAtItsFieldAndKeepsWhatWasTyped()
    {
        Places.Faults[nameof(ReachChange.ReachMetres)] = "Write a number from 20 to 150 m.";
        var page = Open();

        page.Find("#reach").Change("900");
        Submit(page, "reach-settings");

        Assert.Equal("Write a number from 20 to 150 m.", Text(page.Find("#reach-fault span:not(.i)")));
        Assert.Equal("900", page.Find("#reach").GetAttribute("value"));
        Assert.DoesNotContain("Saved.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S05_Save_ThatBreaksOff_SaysThatItIsNotKnownAndKeepsWhatWasTyped()
    {
        var page = Open();
        Submit(page, "name-settings");
        Places.Broken = new InvalidOperationException("disk full");

        page.Find("#name").Change("Family car");
        Submit(page, "name-settings");

        Assert.Contains("It is not known whether that happened.", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
        Assert.Equal("Family car", page.Find("#name").GetAttribute("value"));
        Assert.DoesNotContain("Saved.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S25_Save_WithoutARecentSignIn_OffersItBesideThePage()
    {
        Places.Outcome = AccessOutcome.SignInAgain;
        var page = Open();

        Submit(page, "zone-settings");

        Assert.Equal($"/confirm?returnUrl=%2Faccess-points%2F{_car.Id}%2Fsettings", Press(page, "Sign in in a new tab").GetAttribute("href"));
    }

    [Fact]
    public void Member_NotAnOwner_ReadsAndSetsTheirOwnWishAlone()
    {
        var page = Open(settings => settings with { IsOwner = false });

        Assert.All(page.FindAll("form fieldset"), group => Assert.True(group.HasAttribute("disabled")));
        Assert.Equal(["Tell me of openings by hand"], page.FindAll("section[aria-labelledby=switch-settings] button[role=switch]").Select(Label));
        page.Find("#told").Click();
        Assert.Equal([false], Places.Wishes);

        string Label(AngleSharp.Dom.IElement one) => Text(page.Find("#" + one.GetAttribute("aria-labelledby")));
    }

    [Theory]
    [InlineData(true, true, "You are told by push and by mail.")]
    [InlineData(true, false, "You are told by push.")]
    [InlineData(false, true, "You are told by mail.")]
    [InlineData(false, false, "But push and mail are both off for it, so nothing is sent.")]
    public void Wish_SwitchedOn_SaysInWhichWay(bool push, bool mail, string said)
    {
        Notices.View = Notices.View with { Lines = [new NoticeLine(NoticeKind.OpenedByHand, push, mail)] };

        var page = Open();

        Assert.Contains(said, Text(page), StringComparison.Ordinal);
        Assert.Equal("/settings/notifications", Press(page, "Change how").GetAttribute("href"));
    }

    [Fact]
    public void Wish_SwitchedOff_SaysNoWay()
    {
        var page = Open(settings => settings with { IsTold = false });

        Assert.DoesNotContain("You are told by", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Car_HasAZoneAndNoPlace_AndADoorTheOtherWayRound()
    {
        var page = Open();
        Assert.NotEmpty(page.FindAll("#zone-settings"));
        Assert.Empty(page.FindAll("#place-settings"));

        Places.Settings = FakeHouseholdPlaces.Of(Sample.Point("Front door", AccessPointKind.Door));
        page = Show<AccessPointSettingsPage>(("Id", Places.Settings.Id.Value));
        Assert.Empty(page.FindAll("#zone-settings, #keeps"));
        Assert.Equal("Map: Front door", page.Find("#place-settings ~ form .map-canvas").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Place_MarkerMoved_IsSavedWhereItIs()
    {
        Places.Settings = FakeHouseholdPlaces.Of(Sample.Point("Front door", AccessPointKind.Door));
        var page = Show<AccessPointSettingsPage>(("Id", Places.Settings.Id.Value));

        await page.InvokeAsync(() => page.FindComponent<PlaceMap>().Instance.Moved(52.6, 13.5));
        Submit(page, "place-settings");

        Assert.Equal([new PlaceChange(52.6, 13.5)], Places.Changes);
    }

    [Fact]
    public void S28_SomebodyElsesId_IsNotFound() => Assert.Empty(Show<AccessPointSettingsPage>(("Id", "acp_00000000000000000000000000")).FindAll("h1"));

    [Fact]
    public void Remove_SaysWhatEndsAndWhatStays_ThenLeavesThePage()
    {
        var page = Open();
        var question = Text(page.Find("dialog#remove"));
        Assert.All(["devices are released", "revoked", "declined", "standing rules end", "handle no longer works"], word => Assert.Contains(word, question, StringComparison.Ordinal));
        Assert.All(["car, plate, photo, place", "What stays", "cannot be brought back"], word => Assert.Contains(word, question, StringComparison.Ordinal));
        Assert.Empty(Places.Removed);

        page.Find("dialog#remove button.btn-main").Click();

        Assert.Equal([_car.Id], Places.Removed);
        Assert.EndsWith("/access-points", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_WhileItIsBeingOpened_SaysWhatToWaitFor()
    {
        Places.Outcome = AccessOutcome.BeingOpened;
        var page = Open();

        page.Find("dialog#remove button.btn-main").Click();

        Assert.Contains("Something is being opened there right now.", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
        Assert.Empty(Places.Removed);
    }

    [Fact]
    public void S25_Remove_WithoutARecentSignIn_OffersItBesideThePage()
    {
        Places.Outcome = AccessOutcome.SignInAgain;
        var page = Open();

        page.Find("dialog#remove button.btn-main").Click();

        Assert.Equal($"/confirm?returnUrl=%2Faccess-points%2F{_car.Id}%2Fsettings", Press(page, "Sign in in a new tab").GetAttribute("href"));
    }

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(Func<AccessPointSettingsView, AccessPointSettingsView>? change = null)
    {
        var settings = FakeHouseholdPlaces.Of(_car);
        Places.Settings = change is null ? settings : change(settings);
        return Show<AccessPointSettingsPage>(("Id", _car.Id.Value));
    }

    private static void Submit(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string card) =>
        page.Find($"#{card} ~ form").Submit();
}
