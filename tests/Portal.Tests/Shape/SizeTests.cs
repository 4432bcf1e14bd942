namespace Portal.Tests.Shape;

/// <summary>A long file hides a second thing.</summary>
public sealed class SizeTests
{
    [Theory]
    [InlineData("src", ".cs", 300)]
    [InlineData("src", ".razor", 150)]
    public void File_IsNoLongerThan(string under, string extension, int lines) =>
        Assert.Empty(SourceTree.Files(under, extension).Select(Measure).Where(file => file.Lines > lines).ToList());

    private static (string File, int Lines) Measure(string file) => (file, SourceTree.CountLines(file));
}
