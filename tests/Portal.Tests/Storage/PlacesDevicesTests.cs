using System.Text.RegularExpressions;
using Portal.Tests.Shape;

namespace Portal.Tests.Storage;

/// <summary>
/// The index of a place's devices leaves released ones out, and is used only by a statement that says so too. A storm of 1,000 devices
/// showed what happens otherwise: each look of one owner read the devices of all.
/// </summary>
public sealed partial class PlacesDevicesTests
{
    [Fact]
    public void EachStatement_ThatLooksForTheDevicesOfAPlace_LeavesReleasedOnesOut()
    {
        var searches = SourceTree.Files("src/Portal", ".cs")
            .SelectMany(file => Statement().Matches(SourceTree.Read(file)).Select(found => (file, Text: found.Value)))
            .Where(one => Search().IsMatch(one.Text))
            .ToList();

        Assert.True(searches.Count >= 5, $"Only {searches.Count} were found.");
        Assert.All(searches, one => Assert.True(
            one.Text.Contains("state <> 'released'", StringComparison.Ordinal), $"{Path.GetFileName(one.file)}: {one.Text}"));
    }

    [GeneratedRegex("\"\"\"\n.*?\"\"\"", RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"(device|shut|pending)\.access_point_id = (access_point\.id|@accessPoint)")]
    private static partial Regex Search();
}
