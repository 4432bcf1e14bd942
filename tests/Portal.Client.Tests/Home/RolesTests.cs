using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Home;
using Portal.Client.Live;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Home;

/// <summary>Screens offer a member what the role may do, and nothing that would be refused (product.md, who may).</summary>
public sealed class RolesTests : Screen
{
    private readonly AccessPointView _unlocked = Sample.Point() with { State = Sample.State("Volvo V60", LockState.Unlocked, DoorState.Closed) };

    [Theory]
    [InlineData(MemberRole.Owner, true, true)]
    [InlineData(MemberRole.Approver, true, false)]
    [InlineData(MemberRole.Viewer, false, false)]
    public void Home_OffersWhatTheRoleMay(MemberRole role, bool answers, bool adds)
    {
        var car = As(role);
        Access.Alerts.AddRange([Sample.Alert(car, AlertKind.LeftOpen, urgent: true), Sample.Alert(car, AlertKind.LowBattery, urgent: false)]);
        Deliveries.Deliveries.Add(Sample.Delivery(car));

        var page = Show<HomePage>();

        Assert.Equal(answers, Has(page, "Approve 16:00–17:00"));
        Assert.Equal(answers, Has(page, "Decline"));
        Assert.Equal(answers, Has(page, "I’m taking care of it"));
        Assert.Equal(!answers, Text(page).Contains("An owner or approver decides.", StringComparison.Ordinal));
        Assert.Equal(adds, page.FindAll("a[href='/access-points/new']").Count > 0);
        Assert.True(Has(page, "pause_circle Pause all"));
    }

    [Theory]
    [InlineData(MemberRole.Owner, true, true)]
    [InlineData(MemberRole.Approver, true, false)]
    [InlineData(MemberRole.Viewer, false, false)]
    public void AccessPoint_OffersWhatTheRoleMay(MemberRole role, bool locks, bool unlocks)
    {
        var car = As(role);

        var page = Show<AccessPointPage>(("Id", car.Id.Value));

        Assert.Equal(locks, Has(page, "lock Lock"));
        Assert.Equal(unlocks, page.FindAll("[data-hold]").Count > 0);
        Assert.Equal(!unlocks, Text(page).Contains("Only an owner can unlock it from here.", StringComparison.Ordinal));
        Assert.True(Has(page, "pause_circle Pause"));
    }

    [Theory]
    [InlineData(MemberRole.Approver, true)]
    [InlineData(MemberRole.Viewer, false)]
    public void Pause_OfTheHousehold_IsLiftedByWhoMay(MemberRole role, bool lifts)
    {
        As(role);
        Access.Pause = new PauseView("Jonas", Sample.Now);

        var page = Show<HomePage>();

        Assert.Equal(lifts, Has(page, "Lift the pause"));
        Assert.Contains("Paused by Jonas", Text(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MemberRole.Approver, true)]
    [InlineData(MemberRole.Viewer, false)]
    public void Delivery_OffersWhatTheRoleMay(MemberRole role, bool answers)
    {
        var delivery = Sample.Delivery(As(role)) with { State = DeliveryState.Approved, Window = Sample.Window(1, 2), CarrierName = null };
        Deliveries.Deliveries.Add(delivery);

        var page = Show<DeliveryPage>(("Id", delivery.Id.Value));

        Assert.Equal(answers, Has(page, "Revoke"));
        Assert.Equal(answers, page.FindAll("section[aria-labelledby=share]").Count > 0);
    }

    [Fact]
    public void Wizard_WhoOwnsNothing_IsToldBeforeTyping()
    {
        As(MemberRole.Approver);

        var page = Show<AddAccessPointPage>();

        Assert.Contains("Only an owner adds one", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a[href*='kind=']"));
    }

    [Fact]
    public void Mark_CountsOnlyWhatTheRoleMayAnswer()
    {
        var car = As(MemberRole.Viewer);
        Access.Alerts.Add(Sample.Alert(car, AlertKind.LowBattery, urgent: false));
        Deliveries.Deliveries.Add(Sample.Delivery(car));

        var needs = new HouseholdNeeds { Alerts = Access.Alerts, Deliveries = Deliveries.Deliveries };

        Assert.Equal(0, needs.Mark.Count);
    }

    private AccessPointView As(MemberRole role)
    {
        Access.Households[0] = new HouseholdPauseView(Sample.Household(role: role), Pause: null);
        var car = _unlocked with { Role = role };
        Access.Points.Add(car);
        return car;
    }

    private static bool Has(IRenderedComponent<IComponent> page, string button) =>
        page.FindAll("button").Any(one => Text(one) == button);
}
