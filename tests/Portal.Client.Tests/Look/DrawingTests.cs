using System.Xml.Linq;
using Bunit;
using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Look;

public sealed class DrawingTests : BunitContext
{
    private static readonly XDocument Drawings = XDocument.Parse(Markup(Checkout.Read("src/Portal.Client/Controls/Drawings.razor")));

    private static readonly HashSet<string> Drawn = [.. Drawings.Root!.Elements().Select(symbol => (string)symbol.Attribute("id")!)];

    [Fact]
    public void Seal_EveryState_IsDrawn() =>
        Assert.All(Enum.GetValues<SealState>(), state => Assert.Contains(Target(Render<Seal>(seal => seal.Add(x => x.State, state)).Markup), Drawn));

    [Fact]
    public void Opening_EveryKindAndForm_IsDrawn() =>
        Assert.All(
            from kind in Enum.GetValues<AccessPointKind>() from form in Enum.GetValues<OpeningForm>() select (kind, form),
            pair => Assert.Contains(
                Target(Render<OpeningPicture>(picture => picture.Add(x => x.Kind, pair.kind).Add(x => x.Form, pair.form)).Markup), Drawn));

    [Fact]
    public void Drawings_NoPath_IsEmpty() =>
        Assert.All(Drawings.Descendants().Where(x => x.Name.LocalName == "path"), path => Assert.NotEmpty((string)path.Attribute("d")!));

    private static string Markup(string razor) => razor[razor.IndexOf("<svg xmlns", StringComparison.Ordinal)..];

    private static string Target(string markup) => markup.Split('#')[1].Split('"')[0];
}
