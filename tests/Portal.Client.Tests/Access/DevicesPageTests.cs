using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Client.Access;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

/// <summary>The devices of an access point: their health in words, and an owner's three decisions.</summary>
public sealed class DevicesPageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();

    [Fact]
    public void Page_SaysWhatIsMissingRefusedAndOff()
    {
        var page = Open(FakeHouseholdDevices.Box() with
        {
            MissingEvents = 3, RefusedMessages = 7, ClockIsOff = true, ClockAhead = TimeSpan.FromSeconds(-200), Epoch = 2,
        });

        Assert.Equal(
            ["3", "7 since Portal started", "200 s slow", "Changed, number 2", "1.4.2", "80 %"],
            new[] { "Missing events", "Refused messages", "Clock", "Key", "Firmware", "Battery" }.Select(name => Fact(page, name)));
    }

    [Fact]
    public void S21_ShutOut_SaysWhyAndMayBeTrustedAgain()
    {
        var page = Open(FakeHouseholdDevices.Box() with { IsShutOut = true });

        Assert.Contains("two different things under one number", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
        page.Find("dialog[id^=trust] .btn-main").Click();

        Assert.Equal(["trust"], Devices.Asked);
        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Empty(page.FindAll("dialog[id^=trust]"));
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("release")]
    public void LetGo_Confirmed_LeavesNothingPaired(string what)
    {
        var page = Open(FakeHouseholdDevices.Box());

        page.Find($"dialog[id^={what}] .btn-main").Click();

        Assert.Equal([what], Devices.Asked);
        Assert.Contains("Nothing is paired here.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S25_LostOrStolen_AfterALongSignIn_AsksToSignInAgain()
    {
        Devices.Outcome = AccessOutcome.SignInAgain;
        var page = Open(FakeHouseholdDevices.Box());

        page.Find("dialog[id^=lost] .btn-main").Click();

        Assert.EndsWith($"/confirm?returnUrl=%2Faccess-points%2F{_car.Id}%2Fdevices", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_ToWhoeverIsNoOwner_AreNotOffered()
    {
        var page = Open(FakeHouseholdDevices.Box() with { IsOwners = false, IsShutOut = true });

        Assert.Empty(page.FindAll("dialog"));
        Assert.Empty(page.FindAll("section button"));
    }

    [Fact]
    public void Picture_Asked_SaysWhereItsAnswerComes()
    {
        var page = Open(FakeHouseholdDevices.Box() with { MayAskPicture = true, MayLocate = true });

        Press(page, "Take a picture").Click();
        Press(page, "Ask where it is").Click();

        Assert.Equal(["picture", "locate"], Devices.Asked);
        Assert.Contains("Its answer is an entry in Activity.", Text(page), StringComparison.Ordinal);
    }

    private IRenderedComponent<IComponent> Open(DeviceHealthView device)
    {
        Access.Points.Add(_car);
        Devices.All.Add(device);
        return Show<DevicesPage>(("Id", _car.Id.Value));
    }

    private static string Fact(IRenderedComponent<IComponent> page, string name) =>
        Text(page.FindAll("dt").Single(term => Text(term) == name).NextElementSibling!); // Each term has its description.
}
