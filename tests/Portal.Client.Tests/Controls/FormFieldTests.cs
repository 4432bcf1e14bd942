using Bunit;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class FormFieldTests : ControlsContext
{
    [Fact]
    public void Field_WithFault_BelongsToItsControl()
    {
        var field = Render<TextField>(text => text
            .Add(x => x.Id, "name").Add(x => x.Label, "Name").Add(x => x.Hint, "As the driver reads it").Add(x => x.Fault, "Write a name."));
        var input = field.Find("input");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("name-hint name-fault", input.GetAttribute("aria-describedby"));
        Assert.Equal("Write a name.", field.Find("#name-fault span:last-child").TextContent);
        Assert.Equal("name", field.Find("label").GetAttribute("for"));
    }

    [Fact]
    public void Field_WithoutFault_IsNotDescribedByOne()
    {
        var input = Render<TextField>(text => text.Add(x => x.Id, "name").Add(x => x.Label, "Name")).Find("input");
        Assert.Null(input.GetAttribute("aria-invalid"));
        Assert.Null(input.GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Field_Changed_TellsTheNewValue()
    {
        var told = "";
        Render<TextField>(text => text.Add(x => x.Id, "name").Add(x => x.Label, "Name").Add(x => x.ValueChanged, value => told = value))
            .Find("input").Change("V60");
        Assert.Equal("V60", told);
    }
}
