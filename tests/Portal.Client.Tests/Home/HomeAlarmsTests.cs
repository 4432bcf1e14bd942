using Bunit;
using Portal.Client.Access;
using Portal.Client.Home;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Home;

/// <summary>More than one alarm at once: each can be seen, and taken.</summary>
public sealed class HomeAlarmsTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();
    private readonly AccessPointView _door = Sample.Point("Front door", AccessPointKind.Door);

    [Fact]
    public void Alarms_TheOthers_StandBeneathThePanelWithTheirOwnButton()
    {
        Access.Points.AddRange([_car, _door]);
        Access.Alerts.AddRange([Sample.Alert(_car, AlertKind.LeftOpen, urgent: true), Sample.Alert(_door, AlertKind.DeviceSilent, urgent: true)]);
        var page = Show<HomePage>();

        var other = page.Find($"[aria-labelledby='ask-{Access.Alerts[1].Id}']");
        Assert.Contains("Front door", Text(other), StringComparison.Ordinal);
        other.QuerySelectorAll("button").Single(button => Text(button) == "I’m taking care of it").Click();

        Assert.Equal([AlertState.Open, AlertState.Acknowledged], Access.Alerts.Select(alert => alert.State));
        Assert.Contains("Mara", Text(page.Find($"[aria-labelledby='ask-{Access.Alerts[1].Id}']")), StringComparison.Ordinal);
        Assert.Single(page.FindAll(".panel-urgent"));
    }

    [Fact]
    public void Alarms_OfOneAccessPoint_StandOnItsPageTogether()
    {
        Access.Points.Add(_car);
        Access.Alerts.AddRange([Sample.Alert(_car, AlertKind.LeftOpen, urgent: true), Sample.Alert(_car, AlertKind.DeviceSilent, urgent: true)]);

        var page = Show<AccessPointPage>(("Id", _car.Id.Value));

        Assert.Single(page.FindAll(".panel-urgent"));
        Assert.Equal(2, page.FindAll("button").Count(button => Text(button) == "I’m taking care of it"));
    }
}
