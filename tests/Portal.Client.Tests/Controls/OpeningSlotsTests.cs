using Bunit;
using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class OpeningSlotsTests : ControlsContext
{
    [Fact]
    public void Slots_BeforeAnythingHappened_AreAllThere() =>
        Assert.Equal(["Unlocked", "Opened", "Closed", "Locked"], Slots(null).FindAll("li.is-next").Select(slot => slot.FirstChild!.TextContent.Trim()));

    [Fact]
    public void Slots_Opened_FillInOrderAndMarkTheLatest()
    {
        var slots = Slots(new() { Id = OpeningId.From("opn_1"), GrantedAt = Now, UnlockedAt = Now.AddSeconds(3), OpenedAt = Now.AddSeconds(11) });
        Assert.Equal(["is-done", "is-now", "is-next", "is-next"], slots.FindAll("li").Select(slot => slot.ClassName));
        Assert.Equal("14:21:11", slots.Find("[aria-current=step] time").TextContent);
    }

    private IRenderedComponent<OpeningSlots> Slots(OpeningView? opening) =>
        Render<OpeningSlots>(slots => slots.Add(x => x.Opening, opening).Add(x => x.Kind, AccessPointKind.Trunk).Add(x => x.Zone, Berlin));
}
