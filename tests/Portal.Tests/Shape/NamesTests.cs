namespace Portal.Tests.Shape;

/// <summary>A name says what the thing does.</summary>
public sealed class NamesTests
{
    private const string Empty = "(Common|Helpers?|Managers?|Utils?|Utilities|Base|Misc)";

    [Fact]
    public void Folder_IsCalledNothingThatSaysNothing()
    {
        var pattern = SourceTree.Pattern($"(^|/){Empty}/");

        Assert.DoesNotContain(SourceTree.Files("src", ".cs", ".razor").Concat(SourceTree.Files("tests", ".cs")), file => pattern.IsMatch(file));
    }

    [Fact]
    public void Type_IsCalledNothingThatSaysNothing()
    {
        var pattern = SourceTree.Pattern($@"\b(class|record|struct|interface|enum) \w*{Empty}\b");

        Assert.DoesNotContain(SourceTree.Files("src", ".cs").Concat(SourceTree.Files("tests", ".cs")), file => pattern.IsMatch(SourceTree.Read(file)));
    }

    [Fact]
    public void Component_IsCalledNothingThatSaysNothing()
    {
        var pattern = SourceTree.Pattern($@"{Empty}\.razor$");

        Assert.DoesNotContain(SourceTree.Files("src", ".razor"), file => pattern.IsMatch(file));
    }
}
