using AngleSharp.Dom;
using Bunit;
using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class StateCardTests : ControlsContext
{
    [Fact]
    public void Card_Secured_SaysWordFactsAndAge()
    {
        var card = Card(Point(secured: true));
        Assert.Equal("Secured", card.QuerySelector(".ap-state .told:not(svg)")!.TextContent);
        Assert.Equal("Closed, locked · 6 s ago", card.QuerySelector(".ap-facts .told")!.TextContent.Trim());
        Assert.Contains("as-secured", card.ClassList);
    }

    /// <summary>The script turns the card by itself once the word is older than it may be believed.</summary>
    [Fact]
    public void S02_Card_Believed_CarriesUntilWhenAndItsUnknownSide()
    {
        var card = Card(Point(secured: true));
        Assert.StartsWith("29000@", card.GetAttribute("data-fresh-until"), StringComparison.Ordinal);
        Assert.Equal("Unknown", card.QuerySelector(".ap-state .untold:not(svg)")!.TextContent);
        Assert.Contains("Last seen closed and locked", card.QuerySelector(".ap-facts .untold")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, card.QuerySelectorAll("svg.untold use").Count(use => use.GetAttribute("href")!.EndsWith("-unknown", StringComparison.Ordinal)));
    }

    [Fact]
    public void S02_Card_Unknown_SaysSinceWhenAndWhatWasLastKnown()
    {
        var card = Card(Point(LockState.Unknown, DoorState.Unknown, lastKnown: new(LockState.Locked, DoorState.Closed, Now.AddMinutes(-80))));
        Assert.Null(card.GetAttribute("data-fresh-until"));
        Assert.Equal("Unknown", card.QuerySelector(".ap-state .told:not(svg)")!.TextContent);
        Assert.Equal("Since 13:03. Last seen closed and locked", string.Join(' ', card.QuerySelector(".ap-facts")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void S03_Card_BeforeTheFirstWord_Waits()
    {
        var point = Point(LockState.Unknown, DoorState.Unknown);
        var card = Card(point with { State = point.State with { LastHeardAt = null, Since = null } });
        Assert.Equal("Waiting for the first word", card.QuerySelector(".ap-facts")!.TextContent.Trim());
    }

    [Fact]
    public void Card_Paused_StillShowsTheStateBeneath()
    {
        var card = Card(Point(secured: true, pause: new("Jonas", Now.AddMinutes(-11))));
        Assert.Contains("Paused by Jonas at 14:10.", card.QuerySelector(".ap-facts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Secured", card.QuerySelector(".ap-state .told:not(svg)")!.TextContent);
        Assert.NotNull(card.QuerySelector(".seal-over"));
    }

    [Fact]
    public void S33_Card_NameWithMarkup_IsText()
    {
        var card = Card(Point(secured: true) with { Name = "<b>V60</b>" });
        Assert.Equal("<b>V60</b>", card.QuerySelector(".ap-name a")!.TextContent);
    }

    private IElement Card(AccessPointView point) =>
        Render<StateCard>(card => card.Add(x => x.Point, point).Add(x => x.Href, "/access-points/x")).Find("article");
}
