using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Client.Carriers;
using Portal.Client.Operator;
using Portal.Client.Tests.Fakes;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Operator;

public sealed class CarriersPageTests : Screen
{
    private static readonly CarrierKeyView SomeKey = new("pck_abcdefghij", [CarrierScopes.Read], ManualTime.Start, ManualTime.Start.AddDays(30));

    [Fact]
    public void Empty_SaysWhatToDoFirst() => Assert.Contains("Register the first one. It gets nothing until you have verified it.", Text(Show()), StringComparison.Ordinal);

    [Theory]
    [InlineData(CarrierState.Pending, "Verify", true)]
    [InlineData(CarrierState.Verified, "Verify", false)]
    [InlineData(CarrierState.Verified, "Suspend", true)]
    [InlineData(CarrierState.Suspended, "Suspend", false)]
    public void Card_OffersWhatItsStandingAllows(CarrierState standing, string word, bool offered)
    {
        Carriers.Carriers.Add(FakeOperatorCarriers.Carrier(standing));

        var buttons = Show().FindAll("section > .btn-row button").Select(Text);

        Assert.Equal(offered, buttons.Any(button => button.EndsWith(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Verify_AsksFirstAndThenTellsThePort()
    {
        Carriers.Carriers.Add(FakeOperatorCarriers.Carrier(CarrierState.Pending));
        var page = Show();

        await Press(page, "Verify Nordpost").ClickAsync();

        Assert.Equal(["verify"], Carriers.Asked);
    }

    [Fact]
    public async Task Issue_ShowsTheKeyOnceAndHidesIt()
    {
        Carriers.Carriers.Add(FakeOperatorCarriers.Carrier(CarrierState.Verified));
        var page = Show();

        await Press(page, "New key").ClickAsync();
        await page.Find("section form:has(fieldset)").SubmitAsync();

        Assert.Equal([$"issue {string.Join(' ', CarrierScopes.All)} 365"], Carriers.Asked);
        Assert.Contains(FakeOperatorCarriers.Key, page.Markup, StringComparison.Ordinal);
        await Press(page, "Hide it").ClickAsync();
        Assert.DoesNotContain(FakeOperatorCarriers.Key, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S25_Issue_WithoutARecentSignIn_LeadsToConfirming()
    {
        Carriers.Carriers.Add(FakeOperatorCarriers.Carrier(CarrierState.Verified));
        Carriers.Outcome = OperatorOutcome.SignInAgain;
        var page = Show();

        await Press(page, "New key").ClickAsync();
        await page.Find("section form:has(fieldset)").SubmitAsync();

        Assert.EndsWith("/confirm?returnUrl=%2Foperator%2Fcarriers", Address, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeOperatorCarriers.Key, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phone_WhatPeopleCanCall_IsSaved()
    {
        Carriers.Carriers.Add(FakeOperatorCarriers.Carrier(CarrierState.Verified));
        var page = Show();

        page.Find("input[type=tel]").Change("030 23125 014");
        await page.Find("form:has(input[type=tel])").SubmitAsync();
        Assert.Contains("Write it with its country", Text(page), StringComparison.Ordinal);
        page.Find("input[type=tel]").Change(" +49 30 23125 014");
        await page.Find("form:has(input[type=tel])").SubmitAsync();
        page.Find("input[type=tel]").Change("");
        await page.Find("form:has(input[type=tel])").SubmitAsync();

        Assert.Equal(["call +49 30 23125 014", "call "], Carriers.Asked);
    }

    [Fact]
    public async Task Revoke_NamesTheKey()
    {
        Carriers.Carriers.Add(FakeOperatorCarriers.Carrier(CarrierState.Verified, SomeKey));
        var page = Show();

        await Press(page, "Revoke the key").ClickAsync();

        Assert.Equal(["revoke pck_abcdefghij"], Carriers.Asked);
    }

    [Fact]
    public async Task Register_WithoutAName_SaysWhatToDo()
    {
        var page = Show();

        await page.Find("form.card").SubmitAsync();

        Assert.Contains("Write the carrier's name.", Text(page), StringComparison.Ordinal);
    }

    private IRenderedComponent<IComponent> Show() => Show<CarriersPage>();
}
