using Bunit;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Home;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Home;

/// <summary>An account in several households: what is done in one is done in that one.</summary>
public sealed class SeveralHouseholdsTests : Screen
{
    private readonly HouseholdView _mothers = Sample.Household("Lindenweg", MemberRole.Approver);
    private readonly AccessPointView _car = Sample.Point();
    private readonly AccessPointView _hers;

    public SeveralHouseholdsTests()
    {
        _hers = Sample.Point("Front door", AccessPointKind.Door) with { Household = _mothers.Id, Role = MemberRole.Approver };
        Access.Points.AddRange([_car, _hers]);
        Access.Households.Add(new HouseholdPauseView(_mothers, Pause: null));
    }

    [Fact]
    public void Pause_OfOne_MarksItsCardsAlone()
    {
        Access.Households[1] = Access.Households[1] with { Pause = new PauseView("Ingrid", Sample.Now) };

        var page = Show<HomePage>();

        Assert.Contains("Everything at Lindenweg is paused", Text(page), StringComparison.Ordinal);
        Assert.Equal(["Front door"], page.FindAll(".ap:has(.seal-over) .ap-name").Select(Text));
        Assert.DoesNotContain("Everything is paused", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void PauseAll_NamesTheHouseholdAndPausesItAlone()
    {
        var page = Show<HomePage>();

        Press(page, "pause_circle Pause all at Lindenweg").Click();

        Assert.Equal([true, false], Access.Households.Select(one => one.Pause is null));
    }

    [Fact]
    public void Lift_OfOne_LeavesTheOtherPaused()
    {
        for (var i = 0; i < 2; i++)
            Access.Households[i] = Access.Households[i] with { Pause = new PauseView("Ingrid", Sample.Now) };
        var page = Show<HomePage>();

        page.Find($"dialog#lift-{_mothers.Id} .btn-main").Click();

        Assert.Equal([false, true], Access.Households.Select(one => one.Pause is null));
    }

    [Fact]
    public void Wizard_OwnerOfTwo_ChoosesWhoseItIs()
    {
        Access.Households[1] = new HouseholdPauseView(_mothers with { Role = MemberRole.Owner }, Pause: null);
        GoTo("/access-points/new?kind=door");
        var page = Show<AddAccessPointPage>();

        page.Find("#household").Change(_mothers.Id.Value);
        page.Find("#name").Change("Back door");

        Assert.Equal([Sample.Household().Name, _mothers.Name], page.FindAll("#household option").Skip(1).Select(Text));
        Assert.Equal(_mothers.Id.Value, page.Find("#household").GetAttribute("value"));
    }
}
