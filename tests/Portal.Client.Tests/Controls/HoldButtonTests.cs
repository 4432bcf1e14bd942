using Bunit;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class HoldButtonTests : ControlsContext
{
    private int _given;

    [Fact]
    public void Press_Short_GivesNothing()
    {
        // The click itself has no handler of ours: the script opens the question instead.
        Assert.Throws<MissingEventHandlerException>(() => Hold().Find("[data-hold]").Click());
        Assert.Equal(0, _given);
    }

    [Fact]
    public void Press_HeldToItsEnd_GivesTheCommandOnce()
    {
        Hold().Find("[data-hold]").TriggerEvent("onheld", EventArgs.Empty);
        Assert.Equal(1, _given);
    }

    [Fact]
    public void Question_Confirmed_GivesTheCommand()
    {
        var hold = Hold();
        Assert.Equal(hold.Find("[data-hold]").GetAttribute("data-hold"), hold.Find("dialog").Id);
        Assert.Equal("Cancel", hold.Find("dialog [autofocus]").TextContent);

        hold.Find("dialog .btn-main").Click();
        Assert.Equal(1, _given);
    }

    [Fact]
    public void Disabled_SaysWhyBeneath()
    {
        var hold = Hold("The lock is not heard.");
        var button = hold.Find("[data-hold]");
        Assert.True(button.HasAttribute("disabled"));
        Assert.Equal("The lock is not heard.", hold.Find($"#{button.GetAttribute("aria-describedby")}").TextContent);
    }

    private IRenderedComponent<HoldButton> Hold(string? whyNot = null) =>
        Render<HoldButton>(hold => hold
            .Add(x => x.Id, "unlock").Add(x => x.Label, "Hold to unlock").Add(x => x.Question, "Unlock the Volvo V60?")
            .Add(x => x.Confirm, "Unlock the trunk").Add(x => x.WhyNot, whyNot).Add(x => x.OnConfirmed, () => _given++));
}
